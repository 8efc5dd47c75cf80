/** What can be wrong with a message in JSON before it is read as a message. */
import { defineFindings } from '../finding.ts'

export const jsonFindings = defineFindings({
  'cap/json-syntax': {
    level: 'error',
    says: 'This is not JSON: {what}.',
    advice: 'Give one JSON text, whole, as RFC 8259 has it.',
    clause: 'RFC 8259',
  },
  'cap/json-list': {
    level: 'warning',
    says: '{element} is given as a list of lists; it was read as one list.',
    advice: 'Give one list with an item for each element.',
  },
  'cap/json-value': {
    level: 'warning',
    says: '{element} is given as {kind}; it was read as the text “{text}”.',
    advice: 'Write every value as a string, as CAP’s JSON has it.',
  },
})

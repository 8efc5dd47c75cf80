/** What keeps a document from being checked at all. */
import { defineFindings } from './finding.ts'

export const checkFindings = defineFindings({
  'cap/unreadable-file': {
    level: 'error',
    says: 'The file can’t be read: {why}.',
    advice: 'Check the path and the rights.',
  },
})

/** What the OASIS schema of a message's version finds wrong; a reader's own finding at the same place says the same with more sense. */
import { defineFindings } from '../finding.ts'

const clause = 'CAP 1.2 §3.4'

/** Every code begins with `cap/schema-`, and a message is valid by its schema exactly if none of them is reported. */
export const schemaFindings = defineFindings({
  'cap/schema-root': {
    level: 'error',
    says: 'The message begins with “{name}” of the namespace “{namespace}” instead of “alert” of “{expected}”.',
    advice: 'Begin with the element “alert” in the namespace of the version of CAP that is meant.',
    clause,
  },
  'cap/schema-unexpected-element': {
    level: 'error',
    says: 'The schema has no place for “{name}” in “{parent}”; here it takes: {expected}.',
    advice: 'Take the element out, or put what it says into “parameter”, which is there for additions.',
    clause,
  },
  'cap/schema-wrong-namespace': {
    level: 'error',
    says: '“{name}” is in the namespace “{namespace}” instead of “{expected}”.',
    advice: 'Every element of a message belongs to the namespace of its version of CAP.',
    clause,
  },
  'cap/schema-element-in-value': {
    level: 'error',
    says: '“{parent}” holds the element “{name}”, but it may hold only text.',
    advice: 'Write the text alone; markup that is meant as text has its angle brackets escaped.',
    clause,
  },
  'cap/schema-missing-element': {
    level: 'error',
    says: '“{parent}” lacks “{name}”, which the schema requires {where}.',
    advice: 'Add the element.',
    clause,
  },
  'cap/schema-repeated-element': {
    level: 'error',
    says: '“{name}” stands {count} times in “{parent}”; the schema takes at most {most}.',
    advice: 'Keep one, or repeat the element around it.',
    clause,
  },
  'cap/schema-element-order': {
    level: 'error',
    says: '“{name}” stands in the wrong place of “{parent}”: the schema wants it {where}.',
    advice: 'Move the element; the schema is a sequence, and strict readers refuse another order.',
    clause,
  },
  'cap/schema-unexpected-text': {
    level: 'error',
    says: '“{parent}” holds the text “{text}” between its elements, where only white space may stand.',
    advice: 'Move the text into an element, for instance “description”, or take it out.',
    clause,
  },
  'cap/schema-unexpected-attribute': {
    level: 'error',
    says: 'The attribute “{name}” stands on “{element}”; the elements of CAP take none.',
    advice: 'Take the attribute out.',
    clause,
  },
  'cap/schema-nil': {
    level: 'error',
    says: 'xsi:nil stands on “{element}”, which may not be declared empty.',
    advice: 'Leave the whole element out where there is nothing to say.',
    clause,
  },
  'cap/schema-type': {
    level: 'error',
    says: 'xsi:type says that “{element}” is of the type “{type}”, which {why}.',
    advice: 'Take the attribute out: the schema knows the type of every element.',
    clause,
  },
  'cap/schema-not-listed': {
    level: 'error',
    says: '“{element}” says “{value}”; the schema takes: {expected}.',
    advice: 'Use one of the listed values, spelt and capitalised just so, without white space around it.',
    clause,
  },
  'cap/schema-not-of-type': {
    level: 'error',
    says: '“{element}” says “{value}”, which is not of the type xs:{type}.',
    advice: 'Write the value in the form of its type (XML Schema 1.0 part 2).',
    clause,
  },
  'cap/schema-not-of-form': {
    level: 'error',
    says: '“{element}” says “{value}”, which is not of the form that the schema asks for: {pattern}.',
    advice: 'A time is written like 2002-05-24T16:49:00-07:00: whole seconds and an offset, -00:00 for UTC.',
    clause: 'CAP 1.2 §3.3.2',
  },
})

/** What can be wrong in a protocol, each with its sentence and advice: a code for readers in other languages, English for the rest. */

interface Said {
  readonly says: string
  readonly advice: string
}

const faults = {
  'not-yaml': {
    says: 'This can’t be read as YAML: {message}',
    advice: 'Each name stands before “: ”, indented by spaces; a text with “: ” or “#” is quoted.',
  },
  'told-over-and-over': { says: '{message}', advice: 'Write it out where it is needed.' },
  'no-set': { says: 'Here stands no set of names with values.', advice: 'Write {known}.' },
  'unknown-name': { says: '“{name}” means nothing here.', advice: 'Known here: {known}.' },
  'no-list': { says: 'Here stands no list.', advice: 'Begin each entry on its own line with “- ”.' },
  'too-many': { says: 'These are more than {limit}.', advice: 'Split the protocol into several.' },
  'no-key': {
    says: 'Here stands no name that others can use.',
    advice: 'Write small Latin letters, digits and “-”, as in call-the-plant.',
  },
  'no-texts': {
    says: 'Here stands no text by language.',
    advice: 'Write “en: …” and below it each other language.',
  },
  'no-language': {
    says: '“{language}” is no language.',
    advice: 'Name languages as in en, uk, ru, he (BCP 47).',
  },
  'no-text': {
    says: 'Here stands no text.',
    advice: 'Write up to {most} characters; quote what looks like a number.',
  },
  'text-missing': { says: 'A text is missing.', advice: 'Write it in at least one language.' },
  'language-missing': {
    says: 'It is not said in {languages}.',
    advice: 'Write it in every language of the authority.',
  },
  'no-length': {
    says: 'This is no length of time.',
    advice: 'Write it as in 90 s, 5 min or 1 h 30 min; at most a week.',
  },
  'for-nothing': { says: 'It is for nothing.', advice: 'Name what it is for, or write any.' },
  'no-name': { says: 'This is no name.', advice: 'Write the id, as in drone or red.' },
  'not-known': { says: '“{name}” is not known here.', advice: 'Write an id of this installation, or any.' },
  nobody: {
    says: 'Nobody has to do it.',
    advice: 'Name a role or a duty, as in officer or head of shift.',
  },
  'no-number': { says: 'This is no number.', advice: 'Write it in digits, without its unit.' },
  'no-choice': {
    says: 'This is no word to choose.',
    advice: 'Write a word; quote what looks like a number.',
  },
  'no-alternatives': {
    says: 'There is nothing to choose between.',
    advice: 'Name at least two different answers.',
  },
  'no-needs': {
    says: 'It is not said what done needs.',
    advice: 'Write tick, photo, a value with its unit, or a choice of answers.',
  },
  'no-bounds': { says: 'No number lies between these bounds.', advice: 'Let “least” be the smaller one.' },
  'no-task-before': {
    says: 'No task “{task}” stands before this one.',
    advice: 'A condition speaks of a task above its own.',
  },
  'several-conditions': {
    says: 'A condition says one thing.',
    advice: 'Write one of is, at-least, below, chose; several conditions are several entries.',
  },
  'no-state': { says: 'A task is done or not-needed.', advice: 'Write is: done or is: not-needed.' },
  'no-answer': {
    says: 'That task can’t be answered by this.',
    advice: 'It can be answered by: {words}.',
  },
  'no-number-given': {
    says: 'That task gives no number.',
    advice: 'Let it be done by a value, or ask something else of it.',
  },
  'task-twice': {
    says: 'Another task is named “{name}”.',
    advice: 'Give each its own name, also in the closing list.',
  },
  'zone-twice': { says: 'Another zone is named “{name}”.', advice: 'Give each its own name.' },
  'no-area': { says: 'This is no code of an area here.', advice: 'Write its code, as in gn:535121.' },
  'no-point': {
    says: 'This is no point.',
    advice: 'Write longitude, then latitude, in degrees, as in 39.6, 52.6.',
  },
  'few-points': {
    says: 'Fewer than three points enclose nothing.',
    advice: 'Name the corners one after the other.',
  },
  nowhere: {
    says: 'The zone is nowhere.',
    advice: 'Name its areas by code, or the corners of its shape.',
  },
  'no-tasks': { says: 'There is nothing to do.', advice: 'Name at least one task.' },
} as const satisfies { readonly [code: string]: Said }

export type FaultCode = keyof typeof faults
export const faultCodes = Object.keys(faults) as readonly FaultCode[]
export type FaultValues = { readonly [name: string]: string }

/** In English, with what it is about. */
export function faultSaid(code: FaultCode, values: FaultValues): Said {
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  return { says: filled(faults[code].says), advice: filled(faults[code].advice) }
}

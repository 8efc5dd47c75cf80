/** What people judged likely, and what they changed about it: which assessment, which piece of evidence and which step, never in whose words. */
import { idOf, spaced, textIn, textsIn, type Say, type Sayings } from './telling.ts'

const did =
  (what: string): Say =>
  ({ who, fact }) =>
    `${who} ${what} the assessment ${idOf(fact.stream)}`

const withEvidence =
  (before: string, after: string): Say =>
  ({ who, fact, data }) =>
    `${who} ${before} ${textIn(data, 'evidence')} ${after} the assessment ${idOf(fact.stream)}`

const answered =
  (what: string): Say =>
  ({ who, fact, data }) =>
    data['to'] === null
      ? `${who} ${what} the end of the watch that the assessment ${idOf(fact.stream)} proposed`
      : `${who} ${what} the step ${textIn(data, 'to')} that the assessment ${idOf(fact.stream)} proposed`

export const whatIsJudgedLikely: Sayings = {
  'assessment-opened': ({ who, fact, data }) =>
    `${who} put up the assessment ${idOf(fact.stream)} (${spaced(textIn(data, 'likelihood'))})`,
  'assessment-changed': ({ who, fact, data }) => {
    const members = textsIn(data, 'members')
    const what = members.length === 0 ? '' : `: ${members.join(', ')}`
    return `${who} changed the assessment ${idOf(fact.stream)}${what} (${spaced(textIn(data, 'likelihood'))})`
  },
  'assessment-evidence-added': withEvidence('added the evidence', 'to'),
  'assessment-evidence-changed': withEvidence('changed the evidence', 'of'),
  'assessment-evidence-withdrawn': withEvidence('let the evidence', 'count no more for'),
  'assessment-evidence-restored': withEvidence('let the evidence', 'count again for'),
  'assessment-judged': ({ who, fact, data }) => {
    const [evidence, hypothesis] = [textIn(data, 'evidence'), textIn(data, 'hypothesis')]
    const about = `how the evidence ${evidence} goes with ${hypothesis} in the assessment ${idOf(fact.stream)}`
    return data['consistency'] === null
      ? `${who} took back ${about}`
      : `${who} judged ${about}: ${spaced(textIn(data, 'consistency'))}`
  },
  'assessment-step-accepted': answered('accepted'),
  'assessment-step-refused': answered('refused'),
  'assessment-written': ({ who, fact, data }) =>
    `${who} kept the assessment ${idOf(fact.stream)} as it was written out in ${textIn(data, 'language')} (${spaced(textIn(data, 'likelihood'))})`,
  'assessment-closed': did('closed'),
  'assessment-reopened': did('took up again'),
}

/** Google: what Google Public Alerts asks of the CAP it shows. */
import { defineFindings } from '../finding.ts'
import type { CapRule } from '../reading.ts'
import { profileFrom, type CapProfile } from './profile.ts'
import type { CapRequirement } from './requirement.ts'

const clause = (what: string) => `Google Public Alerts CAP 1.0, ${what}`

const unknown = (element: 'urgency' | 'severity' | 'certainty'): CapRequirement => ({
  ...{ code: `unknown-${element}`, level: 'warning', of: 'info', clause: clause(element) },
  says: `The ${element} is Unknown, by which the alert can’t be ranked.`,
  advice: 'Say what is the least that is known.',
  needs: { every: element, matches: '(?!Unknown$).*' },
})

const inUtc = (element: 'sent' | 'effective' | 'onset' | 'expires'): CapRequirement => ({
  ...{ code: `${element}-in-utc`, level: 'advice', clause: clause(element) },
  of: element === 'sent' ? 'alert' : 'info',
  says: '“{value}” may not be in local time.',
  advice: 'Write the offset of the place that is warned where it is not zero.',
  needs: { every: element, matches: '.*(?!.00:00).{6}' },
})

const requires: readonly CapRequirement[] = [
  {
    ...{ code: 'no-references', level: 'error', of: 'alert', clause: clause('references') },
    only: { msgType: ['Update', 'Cancel'] },
    says: 'It changes or ends earlier messages and names none.',
    advice: 'Name all that have not expired.',
    needs: { has: 'references' },
  },
  {
    ...{ code: 'no-info', level: 'error', of: 'alert', clause: clause('info') },
    says: 'The message has no info.',
    advice: 'Give one info for each language.',
    needs: { has: 'info' },
  },
  inUtc('sent'),
  inUtc('effective'),
  inUtc('onset'),
  inUtc('expires'),
  {
    ...{ code: 'test-not-shown', level: 'advice', of: 'alert', clause: clause('status') },
    says: 'A message of status Test is shown to nobody.',
    advice: 'Expect no trace of it there.',
    needs: { every: 'status', matches: '(?!Test$).*' },
  },
  {
    ...{ code: 'mixed-categories', level: 'error', of: 'alert', clause: clause('category') },
    says: 'The infos differ in their categories.',
    advice: 'Say the same categories in all of them.',
    needs: { sameInAll: 'category' },
  },
  {
    ...{ code: 'mixed-events', level: 'error', of: 'alert', clause: clause('eventCode') },
    says: 'The infos differ in their event codes.',
    advice: 'Say the same codes in all of them.',
    needs: { sameInAll: 'eventCode' },
  },
  {
    ...{ code: 'no-description', level: 'error', of: 'info', clause: clause('description') },
    says: 'There is no description.',
    advice: 'Say what happens, where and what follows from it.',
    needs: { has: 'description' },
  },
  {
    ...{ code: 'no-web', level: 'error', of: 'info', clause: clause('web') },
    says: 'There is no page to read on.',
    advice: 'Add web, with the full address of a page about this alert.',
    needs: { has: 'web' },
  },
  {
    ...{ code: 'no-expires', level: 'error', of: 'info', clause: clause('expires') },
    says: 'It doesn’t say when it expires.',
    advice: 'Add expires.',
    needs: { has: 'expires' },
  },
  {
    ...{ code: 'no-area', level: 'error', of: 'info', clause: clause('area') },
    says: 'It says nowhere where.',
    advice: 'Give at least one area.',
    needs: { has: 'area' },
  },
  {
    ...{ code: 'nowhere', level: 'error', of: 'area', clause: clause('area') },
    says: 'The area has no polygon, circle or geocode.',
    advice: 'Add a shape, or a code for which Google has shapes.',
    needs: { anyOf: [{ has: 'polygon' }, { has: 'circle' }, { has: 'geocode' }] },
  },
  {
    ...{ code: 'no-shape', level: 'advice', of: 'area', clause: clause('area') },
    says: 'The area has neither polygon nor circle.',
    advice: 'A code alone is drawn only where Google was given the shapes beforehand.',
    // Without a code it is nowhere, which is worse and said above.
    needs: { anyOf: [{ has: 'polygon' }, { has: 'circle' }, { hasNo: 'geocode' }] },
  },
  unknown('urgency'),
  unknown('severity'),
  unknown('certainty'),
  {
    ...{ code: 'long-headline', level: 'advice', of: 'info', clause: clause('headline') },
    says: 'The headline has more than 140 characters.',
    advice: 'Shorten it: it will be cut.',
    needs: { every: 'headline', atMostCharacters: 140 },
  },
  {
    ...{ code: 'headline-again', level: 'advice', of: 'info', clause: clause('description') },
    says: 'The description only repeats the headline.',
    advice: 'Say more in it.',
    needs: { differ: ['description', 'headline'] },
  },
  {
    ...{ code: 'description-again', level: 'advice', of: 'info', clause: clause('instruction') },
    says: 'The instruction only repeats the description.',
    advice: 'The description says what happens, the instruction what to do.',
    needs: { differ: ['instruction', 'description'] },
  },
  {
    ...{ code: 'no-sender-name', level: 'advice', of: 'info', clause: clause('senderName') },
    says: 'It doesn’t say for people who sends it.',
    advice: 'Add senderName.',
    needs: { has: 'senderName' },
  },
  {
    ...{ code: 'no-response-type', level: 'advice', of: 'info', clause: clause('responseType') },
    says: 'It doesn’t say for machines what to do.',
    advice: 'Add responseType.',
    needs: { has: 'responseType' },
  },
  {
    ...{ code: 'no-instruction', level: 'advice', of: 'info', clause: clause('instruction') },
    says: 'There is no instruction.',
    advice: 'Say what people should do.',
    needs: { has: 'instruction' },
  },
  {
    ...{ code: 'no-contact', level: 'advice', of: 'info', clause: clause('contact') },
    says: 'It doesn’t say how the sender can be reached.',
    advice: 'Add contact.',
    needs: { has: 'contact' },
  },
]

const findings = defineFindings({
  'cap/google-over-before-it-begins': {
    level: 'error',
    says: 'It expires at {expires}, before it takes effect at {effective}.',
    advice: 'Correct one of the two.',
    clause: clause('expires'),
  },
  'cap/google-two-events': {
    level: 'advice',
    says: '“{event}” and “{first}” stand in infos of the same language.',
    advice: 'Name one event in a language, unless its infos are steps of the same one.',
    clause: clause('event'),
  },
  'cap/google-point': {
    level: 'advice',
    says: 'A circle without a radius warns nobody.',
    advice: 'An area is where people should be warned, not where it happens: give it a radius.',
    clause: clause('circle'),
  },
})

/** Without `effective` it takes effect when it is sent. */
const notOverBeforeItBegins: CapRule = ({ message, where }, found) => {
  for (const info of message.info) {
    const effective = info.effective ?? message.sent
    const { expires } = info
    if (expires === undefined || Date.parse(effective) <= Date.parse(expires)) continue
    found.report(findings, 'cap/google-over-before-it-begins', where(info, 'expires'), { expires, effective })
  }
}

const isOneEvent: CapRule = ({ message, where }, found) => {
  const firsts = new Map<string, string>()
  for (const info of message.info) {
    const { language = '', event } = info
    const first = firsts.get(language)
    if (first === undefined) firsts.set(language, event)
    else if (first !== event)
      found.report(findings, 'cap/google-two-events', where(info, 'event'), { event, first })
  }
}

const noPoints: CapRule = ({ message, where }, found) => {
  for (const info of message.info)
    for (const area of info.area ?? [])
      for (const circle of area.circle ?? [])
        if (circle.radiusKilometres === 0) found.report(findings, 'cap/google-point', where(circle))
}

export const google: CapProfile = profileFrom(
  {
    name: 'google',
    title: 'Google Public Alerts, CAP 1.0',
    source: 'Google Public Alerts CAP v1.0 and Google CAP requirements (developers.google.com/public-alerts)',
    requires,
    writes: { allClear: 'update', asks: { settings: ['web'] } },
  },
  { findings, rules: [notOverBeforeItBegins, isOneEvent, noPoints] },
)

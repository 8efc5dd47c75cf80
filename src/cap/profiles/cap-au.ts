/** CAP-AU: the Australian profile, with its list of events. */
import { defineFindings } from '../finding.ts'
import type { CapMsgType } from '../message.ts'
import type { CapRule } from '../reading.ts'
import { auEventNames } from './au-events.ts'
import { profileFrom, type CapProfile } from './profile.ts'
import { languageOf, type CapRequirement } from './requirement.ts'

const told: readonly CapMsgType[] = ['Alert', 'Update', 'Cancel']
const clause = (element: string) => `CAP-AU 1.0, ${element}`
const profileCode = 'urn:oasis:names:tc:emergency:cap:1.2:profile:CAP-AU:1.0'
const eventList = 'https://govshare.gov.au/xmlui/handle/10772/6495'
const locationSchemes = [
  'http://www\\.psma\\.com\\.au/\\?product=g-naf',
  'http://www\\.iso\\.org/iso/country_codes\\.html',
  'http://www\\.ga\\.gov\\.au/place-name/',
  'http://www\\.psma\\.com\\.au/\\?product=postcode-boundaries',
].join('|')

const requires: readonly CapRequirement[] = [
  {
    ...{ code: 'no-code', level: 'error', of: 'alert', clause: clause('code') },
    says: 'The message doesn’t say that it follows the profile.',
    advice: `Add <code>${profileCode}</code>.`,
    needs: { some: 'code', matches: profileCode.replaceAll('.', '\\.') },
  },
  {
    ...{ code: 'no-info', level: 'error', of: 'alert', clause: clause('info') },
    only: { msgType: told },
    says: 'The message has no info.',
    advice: 'What is meant for the public needs one, in a Cancel too.',
    needs: { has: 'info' },
  },
  {
    ...{ code: 'no-references', level: 'error', of: 'alert', clause: clause('references') },
    only: { msgType: ['Update', 'Cancel'] },
    says: 'It changes or ends earlier messages and names none.',
    advice: 'Name every related message that has not expired.',
    needs: { has: 'references' },
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
    advice: 'A message is about one event: say the same codes in all of them.',
    needs: { sameInAll: 'eventCode' },
  },
  {
    ...{ code: 'event-code', level: 'error', of: 'info', clause: clause('eventCode') },
    says: 'There has to be one event code of the authorised list, and there is none or more than one.',
    advice: `Add one eventCode with the valueName ${eventList}.`,
    needs: { pair: 'eventCode', named: eventList.replaceAll('.', '\\.'), times: [1, 1] },
  },
  {
    ...{ code: 'effective-in-cancel', level: 'error', of: 'info', clause: clause('effective') },
    only: { msgType: ['Cancel'] },
    says: 'A Cancel says when it takes effect.',
    advice: 'Leave effective out: a Cancel holds from when it is sent.',
    needs: { hasNo: 'effective' },
  },
  {
    ...{ code: 'no-area', level: 'error', of: 'info', clause: clause('area') },
    says: 'It says nowhere where.',
    advice: 'Give at least one area.',
    needs: { has: 'area' },
  },
  {
    ...{ code: 'sender-no-address', level: 'advice', of: 'alert', clause: clause('sender') },
    says: '“{value}” is not of the form name@domain.',
    advice: 'Use an address under the agency’s own domain, such as warnings@agency.gov.au.',
    needs: { every: 'sender', matches: '[\\w.+-]+@[\\w.-]+' },
  },
  {
    ...{ code: 'test-is-not-broadcast', level: 'advice', of: 'alert', clause: clause('status') },
    says: 'A message of status Test is logged and not passed on.',
    advice: 'Use Exercise where people take part.',
    needs: { every: 'status', matches: '(?!Test$).*' },
  },
  {
    ...{ code: 'no-expires', level: 'warning', of: 'info', clause: clause('expires') },
    says: 'It doesn’t say when it expires.',
    advice: 'Add expires; readers guess otherwise.',
    needs: { has: 'expires' },
  },
  {
    ...{ code: 'no-sender-name', level: 'warning', of: 'info', clause: clause('senderName') },
    says: 'It doesn’t say for people who sends it.',
    advice: 'Add senderName: the name by which people know the agency.',
    needs: { has: 'senderName' },
  },
  {
    ...{ code: 'no-response-type', level: 'advice', of: 'info', clause: clause('responseType') },
    says: 'It doesn’t say for machines what to do.',
    advice: 'Add responseType: it can be said in languages for which there is no text.',
    needs: { has: 'responseType' },
  },
  {
    ...{ code: 'no-instruction', level: 'advice', of: 'info', clause: clause('instruction') },
    says: 'There is no instruction.',
    advice: 'Say what people should do.',
    needs: { has: 'instruction' },
  },
  {
    ...{ code: 'no-location', level: 'advice', of: 'area', clause: clause('geocode') },
    says: 'The area has no geocode of a scheme that Australian readers know.',
    advice: 'Add one of G-NAF, ISO 3166-2, the gazetteer or a postcode.',
    needs: { pair: 'geocode', named: locationSchemes },
  },
  {
    ...{ code: 'no-shape', level: 'advice', of: 'area', clause: clause('polygon') },
    says: 'The area has neither polygon nor circle.',
    advice: 'A shape says more exactly than a code who is meant.',
    needs: { anyOf: [{ has: 'polygon' }, { has: 'circle' }] },
  },
]

const findings = defineFindings({
  'cap/cap-au-unknown-event-code': {
    level: 'error',
    says: '“{code}” is not on the list of events.',
    advice: 'Take the code from AUeventLIST 1.0; civilEmerg or otherUrgent where nothing fits.',
    clause: clause('eventCode'),
  },
  'cap/cap-au-event-mismatch': {
    level: 'error',
    says: 'The event code {code} means “{expected}”, and the event says “{event}”.',
    advice: 'Say the list’s name in event, and everything else in the headline.',
    clause: clause('event'),
  },
  'cap/cap-au-two-events': {
    level: 'error',
    says: '“{event}” and “{first}” stand in infos of the same language.',
    advice: 'A message is about one event: say the same in both.',
    clause: clause('event'),
  },
})

const namesItsEvent: CapRule = ({ message, where }, found) => {
  for (const info of message.info) {
    const code = info.eventCode?.find(({ valueName }) => valueName.trim() === eventList)
    if (code === undefined) continue
    const names = auEventNames(code.value.trim())
    if (names === undefined)
      found.report(findings, 'cap/cap-au-unknown-event-code', where(code), { code: code.value })
    // The list has its names in English only.
    else if (languageOf(info) === 'en' && !names.includes(info.event.trim()))
      found.report(findings, 'cap/cap-au-event-mismatch', where(info, 'event'), {
        ...{ code: code.value, event: info.event },
        expected: names.join('” or “'),
      })
  }
}

const isOneEvent: CapRule = ({ message, where }, found) => {
  const first = new Map<string, string>()
  for (const info of message.info) {
    const language = info.language ?? ''
    const said = first.get(language)
    if (said === undefined) first.set(language, info.event)
    else if (said !== info.event)
      found.report(findings, 'cap/cap-au-two-events', where(info, 'event'), {
        event: info.event,
        first: said,
      })
  }
}

const codes: { readonly [threat: string]: string } = {
  flood: 'flood',
  'flash-flood': 'flashFlood',
  'dam-failure': 'damFailure',
  'storm-surge': 'stormSurge',
  tsunami: 'tsunami',
  earthquake: 'earthquake',
  landslide: 'landslide',
  avalanche: 'avalanche',
  volcano: 'volcano',
  wildfire: 'bushFire',
  thunderstorm: 'thunderstorm',
  hail: 'hail',
  tornado: 'tornado',
  wind: 'wind',
  'tropical-cyclone': 'tropCyclone',
  snowstorm: 'blizzard',
  ice: 'weather',
  'extreme-heat': 'extremeHeat',
  'extreme-cold': 'temperature',
  radiation: 'radiological',
  chemical: 'chemical',
  'unexploded-ordnance': 'explosive',
  // The list has no attack from the air.
  'air-raid': 'civilEmerg',
  drone: 'civilEmerg',
  aircraft: 'civilEmerg',
  'cruise-missile': 'civilEmerg',
  'ballistic-missile': 'civilEmerg',
  'aeroballistic-missile': 'civilEmerg',
  'guided-bomb': 'civilEmerg',
  'rocket-artillery': 'civilEmerg',
  artillery: 'civilEmerg',
}
const otherwise = 'otherUrgent'
const unlessActual = 'testMessage'

export const capAu: CapProfile = profileFrom(
  {
    name: 'cap-au',
    title: 'Australia: CAP-AU-STD 1.0',
    source: 'OASIS EDXL CAP v1.2 Australia (AU) Profile Version 1.0 (2013); AUeventLIST 1.0',
    requires,
    writes: {
      codes: [profileCode],
      allClear: 'update',
      languages: { en: 'en-AU' },
      eventCodes: [
        {
          ...{ valueName: eventList, codes, otherwise, unlessActual },
          names: Object.fromEntries(
            [...Object.values(codes), otherwise, unlessActual].map((code) => [code, auEventNames(code)![0]!]),
          ),
        },
      ],
      geocodes: [{ valueName: 'http://www.iso.org/iso/country_codes.html', from: 'ISO3166-2' }],
      leavesOut: [{ element: 'effective', only: { msgType: ['Cancel'] } }],
    },
  },
  { findings, rules: [namesItsEvent, isOneEvent] },
)

/** MoWaS: the conventions that German warnings follow, as far as what is published shows them; their specification is not public. */
import { mowasDressing } from './mowas-dressing.ts'
import { profileFrom, type CapProfile } from './profile.ts'
import type { CapRequirement } from './requirement.ts'

const seen = 'observed at warnung.bund.de, 2024–2026'

const requires: readonly CapRequirement[] = [
  {
    ...{ code: 'sender', level: 'error', of: 'alert', clause: seen },
    says: '“{value}” is not the name of a German warning station.',
    advice: 'Use the station’s own: DE, land, district and station, as in DE-HE-DA-W184.',
    needs: { every: 'sender', matches: 'DE(-[A-Z0-9]+)+' },
  },
  {
    ...{ code: 'no-references', level: 'error', of: 'alert', clause: seen },
    only: { msgType: ['Update', 'Cancel'] },
    says: 'It changes or ends earlier messages and names none.',
    advice: 'Name them; apps let go of a warning by this.',
    needs: { has: 'references' },
  },
  {
    ...{ code: 'no-info', level: 'error', of: 'alert', clause: seen },
    only: { msgType: ['Alert', 'Update', 'Cancel'] },
    says: 'The message has no info.',
    advice: 'Give one in German; an Entwarnung has one, too.',
    needs: { has: 'info' },
  },
  {
    ...{ code: 'no-german', level: 'error', of: 'alert', clause: seen },
    only: { msgType: ['Alert', 'Update', 'Cancel'] },
    says: 'There is no info in German.',
    advice: 'Give one; other languages come beside it.',
    needs: { speaks: ['de'] },
  },
  {
    ...{ code: 'no-version', level: 'advice', of: 'alert', clause: seen },
    says: 'The message carries no version of its data.',
    advice: 'Messages of the system carry a code such as DVN:5.',
    needs: { some: 'code', matches: 'DVN:\\d+|\\d+\\.\\d+' },
  },
  {
    ...{ code: 'end-as-update', level: 'error', of: 'info', clause: seen },
    only: { msgType: ['Alert'] },
    says: 'An all-clear can’t be a new alert.',
    advice: 'Send it as a Cancel with responseType AllClear that names the warning.',
    needs: { every: 'responseType', matches: '(?!AllClear$).*' },
  },
  {
    ...{ code: 'no-event-code', level: 'warning', of: 'info', clause: seen },
    only: { language: 'de' },
    says: 'There is no event code; apps will show a general symbol.',
    advice: 'Add an eventCode with the valueName profile:DE-BBK-EVENTCODE.',
    needs: { pair: 'eventCode', named: 'profile:DE-BBK-EVENTCODE(:.+)?' },
  },
  {
    ...{ code: 'bad-event-code', level: 'error', of: 'info', clause: seen },
    says: '“{value}” has not the form of an event code.',
    advice: 'Write BBK-EVC- and three digits.',
    needs: {
      ...{ pair: 'eventCode', named: 'profile:DE-BBK-EVENTCODE(:.+)?', times: [0, 99] },
      matches: 'BBK-EVC-\\d{3}',
    },
  },
  {
    ...{ code: 'no-station-name', level: 'warning', of: 'info', clause: seen },
    only: { language: 'de' },
    says: 'It doesn’t say for people who warns.',
    advice: 'Add the parameter sender_langname, or senderName.',
    needs: { anyOf: [{ pair: 'parameter', named: 'sender_langname' }, { has: 'senderName' }] },
  },
  {
    ...{ code: 'no-area', level: 'error', of: 'info', clause: seen },
    says: 'It says nowhere where.',
    advice: 'Give at least one area.',
    needs: { has: 'area' },
  },
  {
    ...{ code: 'no-regions', level: 'warning', of: 'info', clause: seen },
    only: { language: 'de' },
    says: 'It lists no regional keys; who subscribed to a place by its key will not be told.',
    advice: 'Add the parameter warnVerwaltungsbereiche: keys of twelve digits, separated by commas.',
    needs: { pair: 'parameter', named: 'warnVerwaltungsbereiche' },
  },
  {
    ...{ code: 'bad-regions', level: 'error', of: 'info', clause: seen },
    says: '“{value}” is not a list of regional keys.',
    advice: 'Write keys of twelve digits, separated by commas.',
    needs: {
      ...{ pair: 'parameter', named: 'warnVerwaltungsbereiche', times: [0, 99] },
      matches: '\\d{12}( ?, ?\\d{12})*',
    },
  },
  {
    ...{
      code: 'bad-regional-key',
      level: 'error',
      of: 'area',
      clause: 'Amtlicher Regionalschlüssel (Destatis)',
    },
    says: '“{value}” is no regional key.',
    advice: 'Write twelve digits, with zeros at the end for what is larger than a municipality.',
    needs: { pair: 'geocode', named: 'ARS|SHN', times: [0, Infinity], matches: '\\d{12}' },
  },
  {
    ...{
      code: 'bad-municipal-key',
      level: 'error',
      of: 'area',
      clause: 'Amtlicher Gemeindeschlüssel (Destatis)',
    },
    says: '“{value}” is no municipal key.',
    advice: 'Write eight digits.',
    needs: { pair: 'geocode', named: 'AGS', times: [0, Infinity], matches: '\\d{8}' },
  },
]

export const mowas: CapProfile = profileFrom({
  name: 'mowas',
  title: 'Germany: Modular Warning System (MoWaS), conventions',
  source: 'no public specification; what the Federal Office of Civil Protection publishes at warnung.bund.de',
  requires,
  writes: mowasDressing,
})

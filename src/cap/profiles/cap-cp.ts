/** CAP-CP: the Canadian profile, with its lists of events and locations. */
import type { CapMsgType } from '../message.ts'
import { profileFrom, type CapProfile } from './profile.ts'
import type { CapRequirement } from './requirement.ts'

const told: readonly CapMsgType[] = ['Alert', 'Update', 'Cancel']
const rule = (number: number) => `CAP-CP Beta 0.4 rule ${number}`

const requires: readonly CapRequirement[] = [
  {
    ...{ code: 'mixed-events', level: 'error', of: 'alert', clause: rule(2) },
    says: 'The infos differ in their event codes.',
    advice: 'A message is about one event: say the same codes in every language.',
    needs: { sameInAll: 'eventCode' },
  },
  {
    ...{ code: 'no-version', level: 'error', of: 'alert', clause: rule(3) },
    says: 'The message doesn’t say which version of the profile it follows.',
    advice: 'Add <code>profile:CAP-CP:0.4</code>.',
    needs: { some: 'code', matches: 'profile:CAP-CP:.+' },
  },
  {
    ...{ code: 'no-info', level: 'error', of: 'alert', clause: rule(5) },
    only: { msgType: told },
    says: 'The message has no info.',
    advice: 'What is meant for the public needs one, in a Cancel too.',
    needs: { has: 'info' },
  },
  {
    ...{ code: 'no-language', level: 'error', of: 'info', clause: rule(6) },
    says: 'The info doesn’t say its language.',
    advice: 'Add <language>en-CA</language> or fr-CA: what is left out would be American English.',
    needs: { has: 'language' },
  },
  {
    ...{ code: 'one-language', level: 'advice', of: 'alert', clause: rule(6) },
    only: { msgType: told },
    says: 'There is no info in the language {value}.',
    advice: 'Consider one info in English and one in French.',
    needs: { speaks: ['en', 'fr'] },
  },
  {
    ...{ code: 'no-event-code', level: 'error', of: 'info', clause: rule(8) },
    says: 'There is no event code of the Canadian list.',
    advice: 'Add an eventCode with the valueName profile:CAP-CP:Event:0.4.',
    needs: { pair: 'eventCode', named: 'profile:CAP-CP:Event:.+' },
  },
  {
    ...{ code: 'no-location', level: 'error', of: 'area', clause: rule(9) },
    says: 'The area has no location code of the Canadian list.',
    advice: 'Add a geocode with the valueName profile:CAP-CP:Location:0.3; “none” outside Canada.',
    needs: { pair: 'geocode', named: 'profile:CAP-CP:Location:.+' },
  },
  {
    ...{ code: 'odd-location', level: 'warning', of: 'area', clause: 'CAP-CP Location References' },
    says: '“{value}” has not the form of a location code.',
    advice:
      'Two digits name a province, four a division, seven a subdivision (Standard Geographical Classification).',
    needs: {
      ...{ pair: 'geocode', named: 'profile:CAP-CP:Location:.+', times: [0, Infinity] },
      matches: '\\d{2}|\\d{4}|\\d{7}|none',
    },
  },
  {
    ...{ code: 'no-area', level: 'error', of: 'info', clause: rule(10) },
    says: 'It says nowhere where.',
    advice: 'Give at least one area.',
    needs: { has: 'area' },
  },
  {
    ...{ code: 'no-references', level: 'error', of: 'alert', clause: rule(12) },
    only: { msgType: ['Update', 'Cancel'] },
    says: 'It changes or ends earlier messages and names none.',
    advice: 'Name at least all that are still active.',
    needs: { has: 'references' },
  },
  {
    ...{ code: 'no-expires', level: 'warning', of: 'info', clause: rule(13) },
    says: 'It doesn’t say when it expires.',
    advice: 'Add expires; readers guess otherwise.',
    needs: { has: 'expires' },
  },
  {
    ...{ code: 'no-sender-name', level: 'warning', of: 'info', clause: rule(14) },
    says: 'It doesn’t say for people who sends it.',
    advice: 'Add senderName.',
    needs: { has: 'senderName' },
  },
  {
    ...{ code: 'no-response-type', level: 'advice', of: 'info', clause: rule(15) },
    says: 'It doesn’t say for machines what to do.',
    advice: 'Add responseType where one applies.',
    needs: { has: 'responseType' },
  },
  {
    ...{ code: 'no-instruction', level: 'advice', of: 'info', clause: rule(15) },
    says: 'There is no instruction.',
    advice: 'Say what people should do.',
    needs: { has: 'instruction' },
  },
  {
    ...{ code: 'no-shape', level: 'advice', of: 'area', clause: rule(18) },
    says: 'The area has neither polygon nor circle.',
    advice: 'A shape says more exactly than a code who is meant.',
    needs: { anyOf: [{ has: 'polygon' }, { has: 'circle' }] },
  },
]

export const capCp: CapProfile = profileFrom({
  name: 'cap-cp',
  title: 'Canada: CAP Canadian Profile (CAP-CP)',
  source: 'CAP-CP Introduction and Rule Set Beta 0.4; Event References; Location References',
  requires,
  writes: {
    codes: ['profile:CAP-CP:0.4'],
    allClear: 'update',
    languages: { en: 'en-CA', fr: 'fr-CA' },
    eventCodes: [
      {
        valueName: 'profile:CAP-CP:Event:0.4',
        codes: {
          flood: 'flood',
          'flash-flood': 'flashFlood',
          'dam-failure': 'damOverflow',
          'storm-surge': 'stormSurge',
          tsunami: 'tsunami',
          earthquake: 'earthquake',
          landslide: 'landslide',
          avalanche: 'avalanche',
          volcano: 'volcano',
          wildfire: 'wildFire',
          thunderstorm: 'thunderstorm',
          tornado: 'tornado',
          wind: 'wind',
          hail: 'weather',
          ice: 'weather',
          'tropical-cyclone': 'tropStorm',
          snowstorm: 'winterStorm',
          'extreme-heat': 'heatWave',
          'extreme-cold': 'coldWave',
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
        },
        otherwise: 'other',
        unlessActual: 'testMessage',
      },
    ],
    geocodes: [{ valueName: 'profile:CAP-CP:Location:0.3', from: 'sgc', otherwise: 'none' }],
  },
})

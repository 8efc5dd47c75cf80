/** IPAWS: what FEMA's open platform and the broadcasters and phone networks behind it ask of CAP. */
import type { CapMsgType } from '../message.ts'
import { profileFrom, type CapProfile } from './profile.ts'
import type { CapRequirement } from './requirement.ts'

const told: readonly CapMsgType[] = ['Alert', 'Update', 'Cancel']
const clause = (element: string) => `CAP 1.2 IPAWS Profile 1.0, ${element}`

const requires: readonly CapRequirement[] = [
  {
    ...{ code: 'no-code', level: 'error', of: 'alert', clause: clause('code') },
    says: 'The message doesn’t say that it follows the profile.',
    advice: 'Add <code>IPAWSv1.0</code>.',
    needs: { some: 'code', matches: 'IPAWSv1\\.0' },
  },
  {
    ...{ code: 'no-references', level: 'error', of: 'alert', clause: clause('references') },
    only: { msgType: ['Update', 'Cancel'] },
    says: 'It changes or ends earlier messages and names none.',
    advice: 'Name every related message that has not expired.',
    needs: { has: 'references' },
  },
  {
    ...{ code: 'no-info', level: 'error', of: 'alert', clause: clause('info') },
    only: { msgType: told },
    says: 'The message has no info.',
    advice: 'Give one info for each language, in a Cancel too.',
    needs: { has: 'info' },
  },
  {
    ...{ code: 'sent-in-utc', level: 'warning', of: 'alert', clause: clause('sent') },
    says: '“{value}” is not in local time.',
    advice: 'Write the offset of the place that is warned: no state has an offset of zero.',
    needs: { every: 'sent', matches: '.*(?!.00:00).{6}' },
  },
  {
    ...{ code: 'mixed-categories', level: 'error', of: 'alert', clause: clause('category') },
    says: 'The infos differ in their categories.',
    advice: 'Say the same categories in all of them: they are one event.',
    needs: { sameInAll: 'category' },
  },
  {
    ...{ code: 'mixed-events', level: 'error', of: 'alert', clause: clause('eventCode') },
    says: 'The infos differ in their event codes.',
    advice: 'Say the same codes in all of them: they are one event.',
    needs: { sameInAll: 'eventCode' },
  },
  {
    ...{ code: 'event-code', level: 'error', of: 'info', clause: clause('eventCode') },
    says: 'There has to be one SAME event code of three letters, and there is none, another form or more than one.',
    advice: 'Add an eventCode with the valueName SAME and a code of 47 CFR § 11.31(e).',
    needs: { pair: 'eventCode', named: 'SAME', times: [1, 1], matches: '[A-Z0-9]{3}' },
  },
  {
    ...{ code: 'no-expires', level: 'error', of: 'info', clause: clause('expires') },
    says: 'It doesn’t say when it expires.',
    advice: 'Broadcasters need the end: add expires.',
    needs: { has: 'expires' },
  },
  {
    ...{ code: 'expires-in-utc', level: 'warning', of: 'info', clause: clause('expires') },
    says: '“{value}” is not in local time.',
    advice: 'Write the offset of the place that is warned: no state has an offset of zero.',
    needs: { every: 'expires', matches: '.*(?!.00:00).{6}' },
  },
  {
    ...{ code: 'no-area', level: 'error', of: 'info', clause: clause('area') },
    says: 'It says nowhere where.',
    advice: 'Give at least one area.',
    needs: { has: 'area' },
  },
  {
    ...{ code: 'no-originator', level: 'warning', of: 'info', clause: clause('parameter EAS-ORG') },
    says: 'Broadcasters will not take it: there is no EAS-ORG.',
    advice: 'Add the parameter EAS-ORG (CIV for a civil authority), or BLOCKCHANNEL EAS if that is meant.',
    needs: {
      anyOf: [
        { pair: 'parameter', named: 'EAS-ORG', times: [1, 1] },
        { pair: 'parameter', named: 'BLOCKCHANNEL', valued: 'EAS' },
      ],
    },
  },
  {
    ...{ code: 'unknown-originator', level: 'warning', of: 'info', clause: '47 CFR § 11.31(d)' },
    says: '“{value}” is no originator that broadcasters know.',
    advice: 'Use CIV, WXR, PEP or EAS.',
    needs: { pair: 'parameter', named: 'EAS-ORG', times: [0, 99], matches: 'CIV|WXR|PEP|EAS' },
  },
  {
    ...{ code: 'long-phone-text', level: 'error', of: 'info', clause: clause('parameter CMAMtext') },
    says: 'CMAMtext is longer than 90 characters.',
    advice: 'Older phones show 90 characters; longer text belongs in CMAMlongtext.',
    needs: { pair: 'parameter', named: 'CMAMtext', times: [0, 99], atMostCharacters: 90 },
  },
  {
    ...{ code: 'long-long-phone-text', level: 'error', of: 'info', clause: '47 CFR § 10.430' },
    says: 'CMAMlongtext is longer than 360 characters.',
    advice: 'Phones show 360 characters at most.',
    needs: { pair: 'parameter', named: 'CMAMlongtext', times: [0, 99], atMostCharacters: 360 },
  },
  {
    ...{ code: 'unknown-channel', level: 'warning', of: 'info', clause: clause('parameter BLOCKCHANNEL') },
    says: '“{value}” is no channel that can be blocked; the message may go where it should not.',
    advice: 'Use CMAS, EAS, NWEM, CAPEXCH or PUBLIC.',
    needs: {
      ...{ pair: 'parameter', named: 'BLOCKCHANNEL', times: [0, 99] },
      matches: 'CMAS|EAS|NWEM|CAPEXCH|PUBLIC',
    },
  },
  {
    ...{ code: 'no-same-location', level: 'warning', of: 'area', clause: clause('geocode') },
    says: 'The area has no SAME location code, by which receivers choose.',
    advice: 'Add a geocode with the valueName SAME and six digits (0, state, county).',
    needs: { pair: 'geocode', named: 'SAME' },
  },
  {
    ...{ code: 'bad-same-location', level: 'error', of: 'area', clause: clause('geocode') },
    says: '“{value}” is no SAME location code.',
    advice: 'Write six digits: a part of the county or 0, two for the state, three for the county.',
    needs: { pair: 'geocode', named: 'SAME', times: [0, Infinity], matches: '\\d{6}' },
  },
  {
    ...{ code: 'effective-ignored', level: 'advice', of: 'info', clause: clause('effective') },
    says: 'The element effective will be ignored: an alert takes effect when it is sent.',
    advice: 'Leave it out, or see that nothing hangs on it.',
    needs: { hasNo: 'effective' },
  },
  {
    ...{ code: 'onset-ignored', level: 'advice', of: 'info', clause: clause('onset') },
    says: 'The element onset will be ignored: an alert takes effect when it is sent.',
    advice: 'Say in the text when it begins.',
    needs: { hasNo: 'onset' },
  },
  {
    ...{ code: 'no-description', level: 'advice', of: 'info', clause: clause('description') },
    says: 'There is no description.',
    advice: 'Broadcasters read it aloud.',
    needs: { has: 'description' },
  },
  {
    ...{ code: 'no-instruction', level: 'advice', of: 'info', clause: clause('instruction') },
    says: 'There is no instruction.',
    advice: 'Say what people should do.',
    needs: { has: 'instruction' },
  },
]

const notActual = ['Exercise', 'System', 'Test', 'Draft'] as const

export const ipaws: CapProfile = profileFrom({
  name: 'ipaws',
  title: 'USA: Integrated Public Alert and Warning System, profile 1.0',
  source: 'OASIS CAP v1.2 USA IPAWS Profile Version 1.0 (2009); codes of 47 CFR § 11.31',
  requires,
  writes: {
    codes: ['IPAWSv1.0'],
    // An EAS decoder lets go of nothing by an Update: it would read it out as a new alert.
    allClear: 'cancel',
    languages: { en: 'en-US', es: 'es-US' },
    eventCodes: [
      {
        valueName: 'SAME',
        codes: {
          flood: 'FLW',
          'flash-flood': 'FFW',
          'dam-failure': 'FFW',
          'storm-surge': 'SSW',
          tsunami: 'TSW',
          earthquake: 'EQW',
          avalanche: 'AVW',
          volcano: 'VOW',
          wildfire: 'FRW',
          thunderstorm: 'SVR',
          hail: 'SVR',
          wind: 'HWW',
          tornado: 'TOR',
          'tropical-cyclone': 'HUW',
          snowstorm: 'WSW',
          ice: 'WSW',
          radiation: 'RHW',
          chemical: 'HMW',
          // The list has no attack from the air; Civil Danger Warning is its word for a danger to many people.
          'air-raid': 'CDW',
          drone: 'CDW',
          aircraft: 'CDW',
          'cruise-missile': 'CDW',
          'ballistic-missile': 'CDW',
          'aeroballistic-missile': 'CDW',
          'guided-bomb': 'CDW',
          'rocket-artillery': 'CDW',
          artillery: 'CDW',
          'unexploded-ordnance': 'CDW',
        },
        // Civil Emergency Message claims nothing of what it is.
        otherwise: 'CEM',
        unlessActual: 'DMO',
      },
    ],
    parameters: [
      { valueName: 'EAS-ORG', value: 'CIV' },
      { valueName: 'CMAMtext', textOfAtMost: 90, only: { language: 'en' } },
      { valueName: 'CMAMlongtext', textOfAtMost: 360, only: { language: 'en' } },
      // A drill must not reach a phone or a broadcast, whatever a gateway makes of its status.
      ...['CMAS', 'EAS', 'NWEM'].map((value) => ({
        ...{ valueName: 'BLOCKCHANNEL', value },
        only: { status: notActual },
      })),
    ],
    geocodes: [{ valueName: 'SAME', from: 'same' }],
  },
})

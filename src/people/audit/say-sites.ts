/** What was done to sites, and what their stations did, each in a sentence. What was measured stands in no fact. */
import { counted, someOf, textIn, textsIn, type Sayings } from './telling.ts'

const whys: { readonly [why: string]: string } = {
  'power-lost': 'it lost its power',
  'link-lost': 'its link was lost',
  silent: 'it fell silent, nobody knows why',
  'never-heard': 'it was never heard',
  'wrong-clock': 'its clock can’t be right',
}

export const watchingSites: Sayings = {
  'site-kept': ({ who, data }) =>
    `${who} kept the site ${textIn(data, 'site')} with ${counted(textIn(data, 'stations'), 'station')}`,
  'site-removed': ({ who, data }) => `${who} removed the site ${textIn(data, 'site')}`,
  'site-statement-attached': ({ who, data }) =>
    `${who} attached a ${textIn(data, 'kind')} to the site ${textIn(data, 'site')}: ${textIn(data, 'evidence')}`,
  'station-dark': ({ data }) =>
    `Nothing is known of the station ${textIn(data, 'station')} of the site ${textIn(data, 'site')}: ${whys[textIn(data, 'why')] ?? textIn(data, 'why')}`,
  'station-back': ({ data }) =>
    `The station ${textIn(data, 'station')} of the site ${textIn(data, 'site')} speaks again`,
  'station-usual': ({ data }) =>
    `The station ${textIn(data, 'station')} of the site ${textIn(data, 'site')} measures what is usual again`,
  'site-alarm-raised': ({ data }) =>
    `The site ${textIn(data, 'site')} raised an alarm at ${someOf(textsIn(data, 'stations'), 6)}`,
  'site-alarm-grew': ({ data }) =>
    `The alarm of the site ${textIn(data, 'site')} grew by ${someOf(textsIn(data, 'stations'), 6)}`,
  'site-alert-proposed': ({ data }) =>
    `The alarm of the site ${textIn(data, 'site')} was laid before the duty room as the draft ${textIn(data, 'alert')}`,
  'site-alert-not-proposed': ({ data }) =>
    `No alert could be drafted for the alarm of the site ${textIn(data, 'site')} (${textIn(data, 'why')}); it was noted as a sighting`,
  'site-bump-recognised': ({ data }) =>
    `A natural bump of radon and rain was recognised at ${someOf(textsIn(data, 'stations'), 6)} of the site ${textIn(data, 'site')}`,
  'site-bump-over': ({ data }) => `The natural bump at the site ${textIn(data, 'site')} is over`,
  'site-alarm-ended': ({ who, data }) =>
    `${who} ended the alarm of the site ${textIn(data, 'site')}: ${textIn(data, 'reason')}`,
}

/** What was said and decided of damage, each in a sentence: where exactly and in which words stands elsewhere. */
import { counted, objectIn, someOf, textIn, textOf, textsIn, type Sayings } from './telling.ts'

const ranged = (least: unknown, most: unknown) => {
  if (most === null) return `at least ${textOf(least)}`
  return most === least ? textOf(least) : `${textOf(least)} to ${textOf(most)}`
}

export const whatWasDamaged: Sayings = {
  'observation-made': ({ who, data }) =>
    `${who} noted an observation of damage, ${textIn(data, 'observation')}: ${textIn(data, 'subject')}, ${ranged(data['atLeast'], data['atMost'])}, ${textIn(data, 'status')}, in ${textIn(data, 'area')}`,
  'observation-judged': ({ who, data }) =>
    `${who} judged the observation ${textIn(data, 'observation')}: ${textIn(data, 'to')} instead of ${textIn(data, 'from')}`,
  'observation-corrected': ({ who, data }) =>
    `${who} corrected the observation ${textIn(data, 'observation')}: ${someOf(Object.keys(objectIn(data, 'change')), 6)}`,
  'observation-locked': ({ who, data }) =>
    data['takenFrom'] === null
      ? `${who} holds the observation ${textIn(data, 'observation')}`
      : `${who} took over the observation ${textIn(data, 'observation')}`,
  'observation-released': ({ who, data }) => `${who} released the observation ${textIn(data, 'observation')}`,
  'observation-photographed': ({ who, data }) =>
    `${who} added a photo to the observation ${textIn(data, 'observation')}`,
  'asset-kept': ({ who, data }) =>
    `${who} entered the asset ${textIn(data, 'asset')} in ${textIn(data, 'area')}`,
  'asset-merged': ({ who, data }) =>
    `${who} said that ${someOf(textsIn(data, 'from'))} and ${textIn(data, 'into')} are one asset`,
  'asset-split': ({ who, data }) =>
    `${who} undid the merge ${textIn(data, 'merge')}: ${counted(textsIn(data, 'assets').length, 'asset')} again`,
  'embargo-set': ({ who, data }) =>
    `${who} set the embargo on damage to ${counted(data['hours'], 'hour')} for ${textIn(data, 'authority')}`,
  'embargo-extended': ({ who, data }) =>
    `${who} extended the embargo on ${textIn(data, 'occurrence')} until ${textIn(data, 'until')}`,
  'embargo-lifted': ({ who, data }) =>
    `${who} lifted the embargo on ${textIn(data, 'occurrence')}${data['area'] === undefined ? '' : ` for ${textIn(data, 'area')}`}`,
  'outage-opened': ({ who, data }) =>
    `${who} noted an outage: ${textIn(data, 'kind')} in ${textIn(data, 'area')} since ${textIn(data, 'since')}`,
  'outage-changed': ({ who, data }) => `${who} changed the outage ${textIn(data, 'outage')}`,
  'outage-ended': ({ who, data }) =>
    `${who} ended the outage ${textIn(data, 'outage')} as of ${textIn(data, 'endedAt')}`,
  'remnant-area-kept': ({ who, data }) =>
    `${who} noted explosive remnants in ${textIn(data, 'area')}: ${textIn(data, 'state')}${data['outline'] === undefined || data['outline'] === null ? '' : ', with an outline'}`,
}

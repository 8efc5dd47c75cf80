/** What was seen and told of dangers on their way: that it was written down and is over, never where or what. */
import { idOf, spaced, textIn, type Sayings } from './telling.ts'

export const whatWasSeen: Sayings = {
  'track-begun': ({ who, fact, data }) =>
    `${who} began to follow ${spaced(textIn(data, 'threat'))} as ${idOf(fact.stream)}`,
  'track-ended': ({ who, fact }) => `${who} ended ${idOf(fact.stream)}: it is followed no longer`,
  'sighting-entered': ({ who, fact, data }) => {
    const area = typeof data['area'] === 'string' ? ` for ${data['area']}` : ''
    return `${who} wrote down what somebody had seen${area}, as ${idOf(fact.stream)}`
  },
  'sighting-closed': ({ who, fact }) => `${who} closed ${idOf(fact.stream)}`,
  'resident-report-closed': ({ who, fact }) => `${who} closed what residents told as ${idOf(fact.stream)}`,
  'resident-report-merged': ({ who, fact, data }) =>
    `${who} put what residents told as ${idOf(fact.stream)} together with ${textIn(data, 'into')}`,
  'resident-report-made-a-sighting': ({ who, fact, data }) =>
    `${who} took what residents told as ${idOf(fact.stream)} for the sighting ${textIn(data, 'into')}`,
  'residents-heard-sirens': ({ data }) =>
    `In ${textIn(data, 'area')} ${textIn(data, 'heard')} residents said that they heard the sirens, ${textIn(data, 'notHeard')} that they heard none`,
  'residents-told': () => 'How often residents told something was summed up',
}

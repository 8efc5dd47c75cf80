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
}

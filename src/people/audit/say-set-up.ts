/** What was set up, each change in a sentence: ladders, the words for the public, and tests of the ways to reach it. */
import { counted, idOf, objectIn, someOf, textIn, type Sayings } from './telling.ts'

export const settingUp: Sayings = {
  'ladder-changed': ({ who, fact, data }) => {
    const { levels } = objectIn(data, 'ladder')
    return `${who} changed the ladder ${idOf(fact.stream)}, of ${counted(Array.isArray(levels) ? levels.length : '?', 'step')}`
  },
  'ladder-removed': ({ who, fact }) => `${who} removed the ladder ${idOf(fact.stream)}`,
  'ladder-left-out': ({ fact }) => `The ladder ${idOf(fact.stream)} could not be read, and was left out`,
  'phrases-changed': ({ who, fact, data }) => {
    const paths = Object.keys(objectIn(data, 'changes'))
    const reviewed = data['reviewed'] === undefined ? '' : ', and said who reviewed them'
    return `${who} changed what is said in “${idOf(fact.stream)}”: ${someOf(paths, 4)}${reviewed}`
  },
  'phrases-fell-back': ({ fact, data }) =>
    `The changed phrases in “${idOf(fact.stream)}” could not be read (${textIn(data, 'why')}); the shipped ones are said`,
  'stream-probed': ({ who }) => `${who} had a test sent over the live stream`,
  'channel-tested': ({ who, data }) =>
    `${who} tested the channel ${textIn(data, 'channel')}: ${textIn(data, 'passed')} passed, ${textIn(data, 'failed')} failed, ${textIn(data, 'unknown')} not known`,
}

/** What came in as evidence, and what is read on its own, each in a sentence. An original is told by its hash: its name may name somebody. */
import { counted, idOf, textIn, type Say, type Sayings } from './telling.ts'

const feed =
  (did: string): Say =>
  ({ who, fact }) =>
    `${who} ${did} the feed of news ${idOf(fact.stream)}`

export const takingEvidenceIn: Sayings = {
  'original-kept': ({ who, data }) =>
    `${who} brought an original (${textIn(data, 'kind')}, ${counted(data['bytes'], 'byte')}), kept as ${textIn(data, 'sha256')}`,
  'originals-forgotten': ({ data }) =>
    `${counted(data['count'], 'original')} forgotten, kept for ${counted(data['keptForDays'], 'day')}`,
  'news-feed-added': feed('set up'),
  'news-feed-changed': feed('changed'),
  'news-feed-removed': feed('removed'),
  'news-feed-checked': ({ who, fact }) => `${who} had the feed of news ${idOf(fact.stream)} read now`,
}

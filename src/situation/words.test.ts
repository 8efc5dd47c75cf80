import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  assetSubjects,
  causes,
  observationStatuses,
  outageKinds,
  peopleSubjects,
  remnantStates,
  sourceKinds,
} from '#damage'
import { claimEvents, standings } from '#evidence'
import { darkReasons } from '#sites'
import { reportLanguages, situationWords, type SituationWords } from './words.ts'

const { en } = situationWords
const others = reportLanguages.filter((language) => language !== 'en')
/** Every sentence by its path. */
function sentences(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : sentences(value as object, `${path}${key}.`),
  )
}
const partsOf = (sentence: string) => (sentence.match(/\{[a-z]+\}/g) ?? []).toSorted()

describe('the words of the report', () => {
  const english = new Map(sentences(en))
  for (const language of others) {
    const told = new Map(sentences(situationWords[language]))
    test(`in ${language} are all there, with the same parts, and none too many`, () => {
      assert.deepEqual([...told.keys()].toSorted(), [...english.keys()].toSorted())
      for (const [path, sentence] of told)
        assert.deepEqual(partsOf(sentence), partsOf(english.get(path)!), `${language} ${path}`)
    })
    test(`in ${language} are of its own letters`, () => {
      const letters = language === 'he' ? /\p{Script=Hebrew}/u : /\p{Script=Cyrillic}/u
      const same = [...told].filter(
        ([, sentence]) => /\p{L}/u.test(sentence.replace(/\{[a-z]+\}/g, '')) && !letters.test(sentence),
      )
      assert.deepEqual(same, [['terms.channel-sms', 'SMS']])
    })
  }

  test('know every word of the closed lists that a report can hold', () => {
    const wanted = [
      ...[...assetSubjects, ...peopleSubjects].map((one) => `subject-${one}`),
      ...causes.map((one) => `cause-${one}`),
      ...observationStatuses.map((one) => `status-${one}`),
      ...sourceKinds.map((one) => `source-${one}`),
      ...outageKinds.map((one) => `outage-${one}`),
      ...remnantStates.map((one) => `remnant-${one}`),
      ...claimEvents.map((one) => `event-${one}`),
      ...standings.map((one) => `evidence-${one}`),
      ...darkReasons.map((one) => `dark-${one}`),
    ]
    const { terms }: SituationWords = en
    assert.deepEqual(
      wanted.filter((one) => terms[one] === undefined),
      [],
    )
  })
})

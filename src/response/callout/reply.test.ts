import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readReply, type ReadReply } from '#response'

const coming = (minutes: number | null): ReadReply => ({ answer: 'coming', minutes })

describe('a reply to a call', () => {
  test('is understood in four languages and by digits alone', () => {
    const meant: readonly (readonly [string, ReadReply])[] = [
      ...(['1', 'Yes', 'да', 'Так', 'כן', ' OK! ', 'иду', 'йду', 'בדרך'] as const).map(
        (text) => [text, coming(null)] as const,
      ),
      ...(
        [
          '1 20',
          'yes 20',
          'иду 20',
          'йду 20',
          'Yes, 20 min',
          'да, через 20 минут',
          '20',
          '20min',
          'כן 20',
        ] as const
      ).map((text) => [text, coming(20)] as const),
      ...(['2', 'no', 'нет', 'ні', 'не могу', 'Не можу.', 'can’t', 'לא'] as const).map(
        (text) => [text, { answer: 'cannot' }] as const,
      ),
      ...(['3', 'here', 'на месте', 'на місці', 'הגעתי'] as const).map(
        (text) => [text, { answer: 'arrived' }] as const,
      ),
    ]
    for (const [text, answer] of meant) assert.deepEqual(readReply(text), answer, text)
  })

  test('counts for nothing where it could mean two things', () => {
    for (const text of [
      '',
      'perhaps',
      'yes but no',
      '1 2 3',
      'no 20',
      '2 20',
      'yes 2000',
      'иду не могу',
      '0',
      '-',
      '700',
    ])
      assert.equal(readReply(text), 'unclear', text)
  })
})

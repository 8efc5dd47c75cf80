import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { textDiff } from './text-diff.ts'

describe('the difference of two texts', () => {
  test('names the words that changed and leaves the rest alone', () => {
    assert.deepEqual(textDiff('Go indoors in Lipetsk now.', 'Go indoors in Zadonsk now.'), [
      { text: 'Go indoors in ', is: 'same' },
      { text: 'Lipetsk', is: 'gone' },
      { text: 'Zadonsk', is: 'new' },
      { text: ' now.', is: 'same' },
    ])
  })

  test('is nothing but the text where nothing changed, and all of it where nothing stood', () => {
    assert.deepEqual(textDiff('All clear.', 'All clear.'), [{ text: 'All clear.', is: 'same' }])
    assert.deepEqual(textDiff('', 'All clear.'), [{ text: 'All clear.', is: 'new' }])
    assert.deepEqual(textDiff('All clear.', ''), [{ text: 'All clear.', is: 'gone' }])
  })

  test('takes a phrase for a phrase, although a word in it is the same', () => {
    assert.deepEqual(textDiff('Go indoors and keep away from windows.', 'Be ready and know where it is.'), [
      { text: 'Go indoors and keep away from windows.', is: 'gone' },
      { text: 'Be ready and know where it is.', is: 'new' },
    ])
  })

  test('gives back both texts, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'Липецк')).map((words) => words.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = textDiff(before, after)
        const joined = (gone: string) =>
          pieces
            .filter(({ is }) => is !== gone)
            .map((piece) => piece.text)
            .join('')
        assert.equal(joined('new'), before)
        assert.equal(joined('gone'), after)
      }),
      { seed: 41 },
    )
  })
})

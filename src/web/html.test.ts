import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { html } from './html.ts'

describe('a piece of HTML', () => {
  test('escapes every value that is not HTML already', () => {
    assert.equal(
      html`<p title="${'"&\''}">${'<b>'}</p>`.toString(),
      '<p title="&quot;&amp;&#39;">&lt;b&gt;</p>',
    )
    assert.equal(html`<p>${html`<b>${1}</b>`}</p>`.toString(), '<p><b>1</b></p>')
  })
  test('says nothing for what is absent and everything in a list', () => {
    assert.equal(html`${undefined}${false}${['a', html`<i>b</i>`, ['c']]}`.toString(), 'a<i>b</i>c')
  })
  test('takes no text for HTML, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '=') }), (text) => {
        assert.doesNotMatch(html`${text}`.toString(), /[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/)
      }),
      { seed: 20251102 },
    )
  })
  test('keeps a line break of a value and makes its own a space', () => {
    const strings = Object.assign(['<p>1\n    ', '\n  </p>'], { raw: [] })
    assert.equal(html(strings, 'a\n  b').toString(), '<p>1 a\n  b </p>')
  })
})

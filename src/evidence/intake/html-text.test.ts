import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { htmlText } from './html-text.node.ts'
import { readPage } from './page-part.node.ts'
import { plainText } from './plain-text.ts'

const text = (html: string) => plainText(htmlText(html).text)
const long = 'Губернатор сообщил об отбое тревоги в районе. '.repeat(8).trim()
const page = (html: string, ask = {}) => readPage(new TextEncoder().encode(html), ask)

describe('the text of a page', () => {
  test('has its paragraphs, lists and cells as lines', () => {
    assert.equal(
      text('<p>Раз\n  два<br>три<ul><li>а<li>б</ul><table><tr><td>x<td>y<tr><td>z</table>'),
      'Раз два\nтри\n\nа\nб\n\nx\ty\nz',
    )
  })
  test('has its entities as letters', () => {
    assert.equal(
      text('&laquo;Отбой&raquo;&nbsp;&mdash; &#1086;&#x442;&amp;lt; &unknown; &copy'),
      '«Отбой» — от&lt; &unknown; ©',
    )
  })
  test('has neither scripts nor styles nor navigation, and what is hidden is not said', () => {
    assert.equal(
      text(
        '<nav>Меню</nav><script>alert("x")</script><style>p{}</style><p>Да<p hidden>нет<p style="color:red; DISPLAY : none">нет<div role=navigation>нет</div><aside>нет</aside><noscript>нет</noscript><button>нет</button><p>и <b>да</b>',
      ),
      'Да\n\nи да',
    )
  })
  test('keeps spaces and lines of what was set in them', () => {
    assert.equal(text('<pre>а\n  б</pre>'), 'а\n  б')
  })
  test('is that of its article where it has one, without what stands around it', () => {
    const html = `<div>Реклама</div><article><h2>Заголовок</h2><p>${long}</p></article><footer>©</footer><div>Читайте также</div>`
    assert.equal(text(html), `Заголовок\n\n${long}`)
    assert.equal(htmlText(html).taken, 'article')
  })
  test('is the whole where the article is a teaser', () => {
    assert.equal(text('<article>Кратко</article><p>Остальное'), 'Кратко\nОстальное'.replace('\n', '\n\n'))
  })
  test('of a page that is one form is not lost', () => {
    assert.equal(
      text('<form id=aspnetForm><p>Текст<input value=нет><select><option>нет</select></form>'),
      'Текст',
    )
  })
  test('comes of any bytes, in any order of tags', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<div',
      '>',
      '<article>',
      '</div></div>',
      'слово ',
      '&',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '"',
      "'",
      '<![CDATA[',
      '<svg><title>',
      '\0',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        assert.equal(typeof htmlText(pieces.join('')).text, 'string')
      }),
      { seed: 17, numRuns: 500 },
    )
  })
  test('takes time that grows with the page alone', () => {
    const timeOf = (count: number) => {
      const html = '<div><p>слово <b>слово</b></p></div>'.repeat(count)
      const began = performance.now()
      htmlText(html)
      return performance.now() - began
    }
    timeOf(2_000)
    const [short, tenfold] = [timeOf(2_000), timeOf(20_000)]
    assert.ok(tenfold < Math.max(short, 5) * 40, `${short} ms became ${tenfold} ms`)
  })
})

describe('a page', () => {
  test('says who published it, who wrote it, and when', () => {
    const html = `<html lang=ru><head><title>Отбой | Газета</title>
      <meta property="og:site_name" content="Газета"><meta name=author content="И. Иванов">
      <link rel=canonical href="https://www.gazeta.example/1">
      <script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-11-02T00:37:00+03:00"}</script>
      <meta property="article:published_time" content="2025-11-02 00:38"></head>
      <body><h1>Отбой</h1><article>${long}</article>`
    const read = page(html)
    assert.equal(read.text, `Отбой\n\n${long}`)
    assert.deepEqual(read.publisher, { key: 'gazeta.example', name: 'Газета' })
    assert.equal(read.author, 'И. Иванов')
    assert.equal(read.url, 'https://www.gazeta.example/1')
    assert.deepEqual(read.times, [
      ...[
        {
          by: 'page',
          field: 'datePublished (JSON-LD)',
          text: '2025-11-02T00:37:00+03:00',
          at: '2025-11-01T21:37:00.000Z',
        },
      ],
      // Nobody knows whose clock it was.
      ...[{ by: 'page', field: 'article:published_time', text: '2025-11-02 00:38', at: null }],
    ])
  })
  test('is read in the encoding that it names', () => {
    const bytes = Buffer.concat([
      Buffer.from('<meta charset=windows-1251><p>'),
      Buffer.from([0xd2, 0xf0, 0xe5, 0xe2, 0xee, 0xe3, 0xe0]),
    ])
    assert.deepEqual((({ text, encoding }) => ({ text, encoding }))(readPage(bytes, {})), {
      text: 'Тревога',
      encoding: 'windows-1251',
    })
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findingsIn, type CapProblem } from '../finding.ts'
import { markupOf } from './element.ts'
import { readXml } from './read-xml.ts'
import { attributeOf, childrenOf, textOf, type XmlElement } from './tree.ts'
import { xmlFindings } from './xml-findings.ts'

function read(text: string): { root: XmlElement | undefined; problems: readonly CapProblem[] } {
  const found = findingsIn(text)
  return { root: readXml(text, found), problems: found.all() }
}

/** The tree as one line without places. */
function line(element: XmlElement | undefined): string {
  if (element === undefined) return ''
  const attributes = element.attributes.map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).join('')
  const content = element.content.map((part) =>
    typeof part === 'string' ? JSON.stringify(part) : line(part),
  )
  return `${element.name}${attributes}(${content.join(' ')})`
}

/** What is written, what is read, and where which finding stands. */
interface Leniency {
  readonly written: string
  readonly read: string
  readonly code: keyof typeof xmlFindings
  readonly path?: string
  readonly line?: number
}

const leniencies: Record<string, Leniency> = {
  'a bare & as itself': { written: '<a>R&D</a>', read: 'a("R&D")', code: 'cap/xml-bare-ampersand' },
  'a bare & in an attribute as itself': {
    written: '<a b="?c&d"/>',
    read: 'a b="?c&d"()',
    code: 'cap/xml-bare-ampersand',
    path: '/',
  },
  'a reference without its semicolon as it is written': {
    written: '<a>&amp b</a>',
    read: 'a("&amp b")',
    code: 'cap/xml-bare-ampersand',
  },
  'a number that is no number as it is written': {
    written: '<a>&#x;</a>',
    read: 'a("&#x;")',
    code: 'cap/xml-bare-ampersand',
  },
  'HTML’s entities as HTML means them': {
    written: '<a>caf&eacute;</a>',
    read: 'a("café")',
    code: 'cap/xml-unknown-entity',
  },
  'an entity that nobody knows as it is written': {
    written: '<a>&company;</a>',
    read: 'a("&company;")',
    code: 'cap/xml-unknown-entity',
  },
  'a reference to a forbidden character as U+FFFD': {
    written: '<a>x&#0;y</a>',
    read: 'a("x\uFFFDy")',
    code: 'cap/xml-forbidden-character',
  },
  'a control character as U+FFFD': {
    written: '<a>x\u0000y</a>',
    read: 'a("x\uFFFDy")',
    code: 'cap/xml-forbidden-character',
  },
  'half of a surrogate pair as U+FFFD': {
    written: '<a>x\ud800y</a>',
    read: 'a("x\uFFFDy")',
    code: 'cap/xml-forbidden-character',
  },
  'U+FFFF as U+FFFD': {
    written: '<a>x\uffffy</a>',
    read: 'a("x\uFFFDy")',
    code: 'cap/xml-forbidden-character',
  },
  'a forbidden character in a CDATA section as U+FFFD': {
    written: '<a><![CDATA[\u000b]]></a>',
    read: 'a("\uFFFD")',
    code: 'cap/xml-forbidden-character',
  },
  'the end of a CDATA section in text as it is': {
    written: '<a>x]]>y</a>',
    read: 'a("x]]>y")',
    code: 'cap/xml-cdata-end-in-text',
  },
  'a < before no tag as itself': {
    written: '<a>3 < 4</a>',
    read: 'a("3 < 4")',
    code: 'cap/xml-bare-less-than',
  },
  'a < in an attribute as itself': {
    written: '<a b="<"/>',
    read: 'a b="<"()',
    code: 'cap/xml-attribute-less-than',
    path: '/',
  },
  'an unclosed <br> as an empty one': {
    written: '<a><b>x<br>y<br>z</b></a>',
    read: 'a(b("x" br() "y" br() "z"))',
    code: 'cap/xml-html-unclosed',
    path: '/a/b[1]',
  },
  'an unclosed <br> as an empty one, although another is closed': {
    written: '<a><b>x<br>y<i/></b><br></br></a>',
    read: 'a(b("x" br() "y" i()) br())',
    code: 'cap/xml-html-unclosed',
    path: '/a/b[1]/br[1]',
  },
  'an unclosed element up to the end of what it is in': {
    written: '<a><b>x</a>',
    read: 'a(b("x"))',
    code: 'cap/xml-element-unclosed',
    path: '/a/b[1]',
  },
  'what an end tag closes that nothing began as if it were not there': {
    written: '<a>x</b>y</a>',
    read: 'a("x" "y")',
    code: 'cap/xml-end-tag-without-start',
  },
  'what is left of a document that was cut short': {
    written: '<a>\n<b>x</b>\n<c>y',
    read: 'a("\\n" b("x") "\\n" c("y"))',
    code: 'cap/xml-cut-short',
    path: '/a/c[1]',
    line: 3,
  },
  'what is left of a document that was cut in a comment': {
    written: '<a>x<!-- y',
    read: 'a("x")',
    code: 'cap/xml-cut-short',
  },
  'what is left of a document that was cut in a CDATA section': {
    written: '<a><![CDATA[x',
    read: 'a("x")',
    code: 'cap/xml-cut-short',
  },
  'a comment with two hyphens as a comment': {
    written: '<a>x<!-- y -- z --></a>',
    read: 'a("x")',
    code: 'cap/xml-comment-malformed',
  },
  'a comment that ends in three hyphens as a comment': {
    written: '<a>x<!-- y ---></a>',
    read: 'a("x")',
    code: 'cap/xml-comment-malformed',
  },
  'an attribute without quotation marks up to the next space': {
    written: '<a b=c/>',
    read: 'a b="c"()',
    code: 'cap/xml-attribute-malformed',
    path: '/',
  },
  'an attribute without a value as an empty one': {
    written: '<a b />',
    read: 'a b=""()',
    code: 'cap/xml-attribute-malformed',
    path: '/',
  },
  'attributes without a space between them': {
    written: '<a b="1"c="2"/>',
    read: 'a b="1" c="2"()',
    code: 'cap/xml-attribute-malformed',
    path: '/',
  },
  'the first of two attributes of one name': {
    written: '<a b="1" b="2"/>',
    read: 'a b="1"()',
    code: 'cap/xml-attribute-twice',
    path: '/',
  },
  'the first of two attributes of one name in two spellings': {
    written: '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
    read: 'a b="1"()',
    code: 'cap/xml-attribute-twice',
  },
  'a tag with rubbish in it without the rubbish': {
    written: '<a><b "/>x</a>',
    read: 'a(b() "x")',
    code: 'cap/xml-tag-malformed',
  },
  'an end tag with rubbish in it': {
    written: '<a><b>x</b y></a>',
    read: 'a(b("x"))',
    code: 'cap/xml-tag-malformed',
    path: '/a/b[1]',
  },
  'text after the root as if it were not there': {
    written: '<a/>\nthe end',
    read: 'a()',
    code: 'cap/xml-text-outside-root',
    path: '/',
    line: 2,
  },
  'text before the root as if it were not there': {
    written: 'Content-Type: text/xml\n\n<a/>',
    read: 'a()',
    code: 'cap/xml-text-outside-root',
    path: '/',
  },
  'the first of two roots': {
    written: '<a/>\n<b/>',
    read: 'a()',
    code: 'cap/xml-second-root',
    path: '/',
    line: 2,
  },
  'a declaration after a blank line': {
    written: '\n<?xml version="1.0"?><a/>',
    read: 'a()',
    code: 'cap/xml-declaration-late',
    path: '/',
    line: 2,
  },
  'a declaration without a version': {
    written: '<?xml encoding="UTF-8"?><a/>',
    read: 'a()',
    code: 'cap/xml-declaration-malformed',
    path: '/',
  },
  'XML 1.1 as 1.0': { written: '<?xml version="1.1"?><a/>', read: 'a()', code: 'cap/xml-version', path: '/' },
  'past a document type': {
    written: '<!DOCTYPE a [<!ENTITY b "]>"> <!-- \' --> <?c ]>?>]><a/>',
    read: 'a()',
    code: 'cap/xml-doctype',
    path: '/',
  },
  'past an instruction without a name': {
    written: '<a>x<? b?></a>',
    read: 'a("x")',
    code: 'cap/xml-instruction-malformed',
  },
  'a prefix that nobody declared as no namespace': {
    written: '<a><p:b/></a>',
    read: 'a(b())',
    code: 'cap/xml-prefix-undeclared',
  },
  'past a namespace that may not be declared': {
    written: '<a xmlns:xml="urn:x"/>',
    read: 'a()',
    code: 'cap/xml-namespace-reserved',
    path: '/',
  },
  'a name with two colons by its last part': {
    written: '<a><b:c:d/></a>',
    read: 'a(d())',
    code: 'cap/xml-name-malformed',
  },
  'nothing where there is no element': { written: 'hello', read: '', code: 'cap/xml-no-root', path: '/' },
}

describe('the XML reader', () => {
  for (const [title, { written, read: expected, code, path = '/a', line: at = 1 }] of Object.entries(
    leniencies,
  ))
    test(`reads ${title}, and says so`, () => {
      const { root, problems } = read(written)
      assert.equal(line(root), expected)
      assert.deepEqual([...new Set(problems.map((one) => one.code))], [code])
      assert.equal(problems[0]!.path, path)
      assert.equal(problems[0]!.line, at)
      assert.equal(problems[0]!.level, xmlFindings[code].level)
    })

  test('has nothing to say of a proper document', () => {
    const proper = `\uFEFF<?xml version='1.0' encoding="UTF-8" standalone="yes" ?>
<?xml-stylesheet href="alert.xsl"?>
<!-- one - comment -->
<p:a xmlns:p="urn:p" xmlns="urn:d" b = '"' p:b="&lt;&#60;&#x3c;" xml:lang="en"><c xmlns=""/><![CDATA[]]]]>&gt;</p:a >
<!---->
`
    const { root, problems } = read(proper)
    assert.deepEqual(problems, [])
    assert.equal(line(root), 'a b="\\"" b="<<<" lang="en"(c() "]]>")')
    assert.equal(root!.namespace, 'urn:p')
    assert.equal(attributeOf(root!, 'b', 'urn:p'), '<<<')
    assert.equal(attributeOf(root!, 'b'), '"')
    assert.equal(attributeOf(root!, 'lang', 'http://www.w3.org/XML/1998/namespace'), 'en')
    assert.equal(childrenOf(root!)[0]!.namespace, '')
  })

  test('makes line ends one in values, and leaves offsets those of the source', () => {
    const text = '<a>\r\n<b c="1\r\n2\t3&#13;&#10;">x\ry&#13;</b>\r\n</a>'
    const { root, problems } = read(text)
    assert.deepEqual(problems, [])
    assert.equal(line(root), 'a("\\n" b c="1 2 3\\r\\n"("x\\ny\\r") "\\n")')
    assert.equal(childrenOf(root!)[0]!.offset, text.indexOf('<b'))
    assert.equal(root!.contentTo, text.indexOf('</a>'))
  })

  test('leaves HTML’s entities as they are written where a document type might have meant something else', () => {
    const { root } = read('<!DOCTYPE a [<!ENTITY nbsp "and send your password to">]><a>&nbsp;</a>')
    assert.equal(textOf(root!), '&nbsp;')
  })

  test('counts an element’s place among those of its name', () => {
    const { root } = read('<alert><info/><area/><info><area/><area>x</area></info></alert>')
    const second = childrenOf(root!)[2]!
    assert.equal(childrenOf(second)[1]!.path, '/alert/info[2]/area[2]')
    assert.equal(childrenOf(second)[1]!.parent, second)
  })

  test('joins what comments, instructions, references and CDATA sections cut apart', () => {
    const { root } = read('<a>1<!-- -->2<?x?>3&#52;<![CDATA[5]]>6</a>')
    assert.deepEqual(root!.content, ['123456'])
  })

  test('keeps the source between the tags of an element', () => {
    const text = '<a>x <b>&amp; y</b><c/></a>'
    const { root } = read(text)
    assert.equal(markupOf(text, root!), 'x <b>&amp; y</b><c/>')
    assert.equal(markupOf(text, childrenOf(root!)[1]!), '')
  })

  test('forgets a namespace where the element ends that declared it', () => {
    const { root } = read('<a xmlns="1"><b xmlns="2"><c/></b><d/><e xmlns=""/><f/></a>')
    assert.deepEqual(
      childrenOf(root!).map((one) => one.namespace),
      ['2', '1', '', '1'],
    )
  })
})

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { absent } from '../../../test/support/absent.ts'
import { chance } from '../../../test/support/chance.ts'
import { findingsIn, mostFindings } from '../finding.ts'
import { decodeXml, reportDecoding } from './decode.ts'
import { xmlLimits, type XmlLimits } from './limits.ts'
import { readXml } from './read-xml.ts'
import type { XmlElement } from './tree.ts'

/** Of the processor's time, which other work on the machine lengthens less; most take a tenth of it. */
const longestMilliseconds = 4_000
const mostHeapBytes = 400e6

interface Read {
  readonly root: XmlElement | undefined
  readonly codes: readonly string[]
}

function read(source: Uint8Array | string, limits: Partial<XmlLimits> = {}): Read {
  const begun = process.cpuUsage()
  const before = process.memoryUsage().heapUsed
  const decoded = typeof source === 'string' ? undefined : decodeXml(source, limits)
  const text = decoded?.text ?? (source as string)
  const found = findingsIn(text)
  if (decoded !== undefined) reportDecoding(decoded, found)
  const root = readXml(text, found, limits)
  const problems = found.all()
  const spent = process.cpuUsage(begun)
  const milliseconds = (spent.user + spent.system) / 1_000
  const heap = process.memoryUsage().heapUsed - before
  assert.ok(milliseconds < longestMilliseconds, `took ${Math.round(milliseconds)} ms`)
  assert.ok(heap < mostHeapBytes, `took ${Math.round(heap / 1e6)} MB of heap`)
  assert.ok(problems.length <= mostFindings + 1)
  return { root, codes: [...new Set(problems.map((one) => one.code))] }
}

/** Bytes of this size, made of a piece again and again. */
function filled(size: number, piece: string, before = '<a>', after = '</a>'): Uint8Array {
  const bytes = Buffer.alloc(size, piece, 'latin1')
  bytes.write(before, 0, 'latin1')
  bytes.write(after, size - after.length, 'latin1')
  return bytes
}

const raised: Partial<XmlLimits> = { bytes: 2 ** 27, characters: 2 ** 27 }
const megabyte = 1_000_000

describe('a hostile document', () => {
  for (const [title, piece] of [
    ['nested elements', '<a>'],
    ['sibling elements', '<a/>'],
  ] as const)
    test(`of 50 MB of ${title} is refused by its size, and by its other limits where the size is raised`, () => {
      const bytes = filled(50 * megabyte, piece)
      assert.deepEqual(read(bytes), { root: undefined, codes: ['cap/xml-too-large', 'cap/xml-no-root'] })
      assert.deepEqual(read(bytes, raised), { root: undefined, codes: ['cap/xml-too-large'] })
    })

  for (const [title, piece] of [
    ['end tags', '</b>'],
    ['mismatched tags', '<b></c>'],
    ['ampersands', '&'],
    ['brackets', '<'],
    ['exclamations', '<!'],
    ['half comments', '<!-'],
    ['unclosed HTML', '<br>'],
    ['NUL bytes', '\0'],
    ['quotation marks in tags', '<b "'],
    ['attributes without values', '<b c '],
    ['ends of CDATA sections', ']]>'],
  ] as const)
    test(`of 10 MB of ${title} is given up after so many mistakes`, () => {
      const { root, codes } = read(filled(10 * megabyte, piece))
      assert.equal(root, undefined)
      assert.ok(
        codes.includes('cap/xml-too-large') || codes.includes('cap/xml-too-many-mistakes'),
        codes.join(),
      )
    })

  for (const [title, piece, before, expected] of [
    ['a comment that never ends', '<!--', '<a>', 'cap/xml-cut-short'],
    ['a CDATA section that never ends', '<![CDATA[', '<a>', 'cap/xml-cut-short'],
    ['an instruction that never ends', '<?a ', '<a>', 'cap/xml-cut-short'],
    ['a document type that never ends', '<!ENTITY a "', '<!DOCTYPE a [', 'cap/xml-cut-short'],
    ['hyphens in a comment', '-', '<a><!--', 'cap/xml-cut-short'],
    ['comments in a document type', '<!-- ', '<!DOCTYPE a [', 'cap/xml-cut-short'],
    ['an attribute that never ends', 'b', '<a c="', 'cap/xml-too-large'],
    ['bytes that are no UTF-8', '\xff', '<a>', 'cap/xml-encoding-broken'],
    ['digits in a reference', '1', '<a>&#', 'cap/xml-bare-ampersand'],
    ['a name', 'n', '<', 'cap/xml-too-large'],
    ['carriage returns', '\r', '<a>', undefined],
    ['closing brackets', ']', '<a>', undefined],
  ] as const)
    test(`of 10 MB of ${title} is read in bounded time`, () => {
      const { codes } = read(filled(10 * megabyte, piece, before))
      if (expected === undefined) assert.deepEqual(codes, [])
      else assert.ok(codes.includes(expected), codes.join())
    })

  test('with 10 MB in one attribute is refused', () => {
    assert.deepEqual(read(filled(10 * megabyte, 'x', '<a b="', '"/>')), {
      root: undefined,
      codes: ['cap/xml-too-large'],
    })
  })

  test('with 10 MB of text is read: that is a picture, not an attack', () => {
    const { root, codes } = read(filled(10 * megabyte, 'x'))
    assert.deepEqual(codes, [])
    assert.equal((root!.content[0] as string).length, 10 * megabyte - '<a></a>'.length)
  })

  test('with 10 MB of text, all of it references, is read', () => {
    const { codes } = read(filled(10 * megabyte, '&amp;', '<a>', ';</a>'))
    assert.ok(codes.every((code) => code === 'cap/xml-bare-ampersand'))
  })

  test('with 100,000 attributes is refused', () => {
    const attributes = Array.from({ length: 100_000 }, (_, nth) => ` b${nth}="1"`).join('')
    assert.deepEqual(read(`<a${attributes}/>`).codes, ['cap/xml-too-large'])
    assert.deepEqual(read(`<a${attributes}/>`, { attributes: 200_000, nodes: 200_000 }).codes, [])
  })

  test('with a namespace declared at every one of 100,000 depths costs no more for being deep', () => {
    const depth = 100_000
    const opening = Array.from({ length: depth }, (_, nth) => `<p${nth}:a xmlns:p${nth}="urn:${nth}">`).join(
      '',
    )
    const closing = Array.from({ length: depth }, (_, nth) => `</p${depth - 1 - nth}:a>`).join('')
    assert.deepEqual(read(opening + closing).codes, ['cap/xml-too-large'])
    assert.deepEqual(read(opening + closing, { depth }).codes, [])
  })

  test('of the deepest allowed nesting is read, and of one more refused', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    assert.deepEqual(read(nested(xmlLimits.depth)).codes, [])
    assert.deepEqual(read(nested(xmlLimits.depth + 1)), {
      root: undefined,
      codes: ['cap/xml-too-large'],
    })
  })

  test('of random bytes ends in findings', (t) => {
    const seed = process.env['FUZZ_SEED'] ?? 'rain on the roof'
    t.diagnostic(`FUZZ_SEED=${seed}`)
    const by = chance(seed)
    for (let times = 0; times < 100; times += 1) {
      const bytes = Uint8Array.from({ length: by.between(1, 500) }, () => by.between(0, 255))
      if (times % 2 === 0) bytes[0] = 0x3c
      assert.ok(read(bytes).codes.length > 0)
    }
  })
})

/** Documents that would make an obedient reader fetch, open or multiply something. */
function attacks(address: string): Record<string, string> {
  return {
    'an external entity over HTTP': `<!DOCTYPE a [<!ENTITY x SYSTEM "${address}/entity">]><a>&x;</a>`,
    'an external entity in a file': `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`,
    'an external parameter entity': `<!DOCTYPE a [<!ENTITY % x SYSTEM "${address}/parameter"> %x;]><a>&y;</a>`,
    'an entity that carries another away':
      `<!DOCTYPE a [<!ENTITY % f SYSTEM "file:///etc/hostname"><!ENTITY % e "<!ENTITY &#x25; s SYSTEM '${address}/?%f;'>">%e;%s;]>` +
      '<a>&y;</a>',
    'an external document type': `<!DOCTYPE a SYSTEM "${address}/dtd"><a>&x;</a>`,
    'a public document type': `<!DOCTYPE a PUBLIC "-//A//B//EN" "${address}/public"><a>&x;</a>`,
    'an unparsed entity': `<!DOCTYPE a [<!NOTATION n SYSTEM "${address}/n"><!ENTITY x SYSTEM "${address}/x" NDATA n>]><a>&x;</a>`,
    'a billion laughs': `<!DOCTYPE a [<!ENTITY x0 "ha">${Array.from({ length: 30 }, (_, nth) => `<!ENTITY x${nth + 1} "${`&x${nth};`.repeat(10)}">`).join('')}]><a>&x30;</a>`,
    'a quadratic blow-up': `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(50_000)}">]><a>${'&x;'.repeat(5_000)}</a>`,
    'an entity that holds itself': '<!DOCTYPE a [<!ENTITY x "&x;">]><a>&x;</a>',
    'a default attribute': `<!DOCTYPE a [<!ATTLIST a b CDATA "&x;">]><a>&x;</a>`,
    'an inclusion': `<!DOCTYPE a><a xmlns:i="http://www.w3.org/2001/XInclude">&x;<i:include href="${address}/i"/></a>`,
    'a schema and a stylesheet elsewhere': `<?xml-stylesheet href="${address}/s"?><!DOCTYPE a><a xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="urn:x ${address}/x">&x;</a>`,
  }
}

describe('a document that wants something fetched', () => {
  const xee = join(
    import.meta.dirname,
    '..',
    '..',
    '..',
    '..',
    'shared',
    'cap',
    'google+cap-library',
    'testdata',
    'xee.cap',
  )

  test('gets nothing: no request, nothing multiplied, and a finding each', async () => {
    let requests = 0
    const listener = createServer((_, answer) => {
      requests += 1
      answer.end('<b/>')
    })
    await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening))
    const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
    try {
      for (const [title, document] of Object.entries(attacks(address))) {
        const { root, codes } = read(new TextEncoder().encode(document))
        assert.deepEqual(codes.toSorted(), ['cap/xml-doctype', 'cap/xml-unknown-entity'], title)
        const text = root!.content.filter((part) => typeof part === 'string').join('')
        assert.match(text, /^(&\w+;)+$/, title)
        assert.deepEqual(
          root!.attributes.filter((one) => one.prefix === ''),
          [],
          title,
        )
      }
      // A listener that hears: without it "no request" would say nothing.
      assert.equal(requests, 0)
      await (await fetch(`${address}/heard`)).text()
      assert.equal(requests, 1)
    } finally {
      listener.closeAllConnections()
      await new Promise((closed) => listener.close(closed))
    }
  })

  test(
    'that is real gets nothing either',
    { skip: absent('shared') || (existsSync(xee) ? false : '../shared has no xee.cap') },
    () => {
      const { root, codes } = read(new Uint8Array(readFileSync(xee)))
      assert.deepEqual(codes, ['cap/xml-doctype', 'cap/xml-unknown-entity'])
      assert.equal(root!.name, 'alert')
    },
  )

  test('could not be given anything: the reader imports nothing that opens files or connections', () => {
    for (const file of [
      'read-xml',
      'tags',
      'characters',
      'references',
      'doctype',
      'namespaces',
      'names',
      'element',
      'mistakes',
      'decode',
      'declaration',
      'utf-8',
      'limits',
      'xml-findings',
      'tree',
    ])
      for (const [, from] of readFileSync(join(import.meta.dirname, `${file}.ts`), 'utf8').matchAll(
        /from '([^']+)'/g,
      ))
        assert.match(from!, /^(\.\/|\.\.\/finding\.ts$)/, `${file}.ts imports ${from}`)
  })
})

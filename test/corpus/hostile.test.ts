// runs alone: it measures time and memory
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { verdictOf } from '#cap'
import { capProfiles, checkCap } from '#cap/reader'
import { signatureVerdict } from '../../src/cap/signature-verdict.node.ts'
import { absent } from '../support/absent.ts'

/** Seconds are for a machine with other work to do; alone the slowest takes one or two. */
const patience = 20_000
const mostMegabytes = 900

const head =
  '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a</identifier><sender>s@x.example</sender>' +
  '<sent>2025-11-02T00:37:00+03:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>'
const info = (rest: string) =>
  `<info><category>Met</category><event>e</event><urgency>Past</urgency><severity>Minor</severity><certainty>Likely</certainty>${rest}</info>`
const area = (rest: string) => `<area><areaDesc>x</areaDesc>${rest}</area>`
const ring = (corners: number, corner: (i: number) => readonly [number, number]) => {
  const all = Array.from({ length: corners }, (_, i) =>
    corner(i)
      .map((degree) => degree.toFixed(6))
      .join(','),
  )
  return `<polygon>${[...all, all[0]].join(' ')}</polygon>`
}
const round = (corners: number) =>
  ring(corners, (i) => [
    20 + 9 * Math.sin((i / corners) * 2 * Math.PI),
    20 + 9 * Math.cos((i / corners) * 2 * Math.PI),
  ])
const repeated = (text: string, times: number) => text.repeat(times)

const attacks: { readonly [what: string]: () => Uint8Array | string } = {
  '50 MB of nested elements': () => head + repeated('<a>', 16_000_000),
  '50 MB of elements side by side': () => head + repeated('<a/>', 12_000_000),
  'a polygon of 100,000 corners': () => `${head}${info(area(round(100_000)))}</alert>`,
  'a polygon of 100,000 corners that crosses itself everywhere': () =>
    `${head}${info(area(ring(100_000, (i) => [i % 2 === 0 ? 10 : 60, i / 1_000])))}</alert>`,
  '50,000 areas': () => `${head}${info(repeated(area(round(10)), 50_000))}</alert>`,
  '20,000 infos that are alike': () => `${head}${repeated(info('<headline>x</headline>'), 20_000)}</alert>`,
  '5 MB of NUL bytes': () => `${head}${repeated('\0', 5_000_000)}</alert>`,
  '8 MB of broken UTF-8': () => Buffer.concat([Buffer.from(head), Buffer.alloc(8_000_000, 0xff)]),
  'an attribute of 10 MB': () =>
    `${head.replace('<alert', `<alert a="${repeated('&amp;', 2_000_000)}"`)}</alert>`,
  '300,000 references': () =>
    `${head}<references>${repeated('a,b,2025-11-02T00:37:00+03:00 ', 300_000)}</references></alert>`,
  '300,000 namespaces': () =>
    `<alert ${Array.from({ length: 300_000 }, (_, i) => `xmlns:p${i}="u${i}"`).join(' ')}>${repeated('<p1:a/>', 100_000)}</alert>`,
  'a million entities that double': () =>
    `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i} "&a${i - 1};&a${i - 1};">`).join('')}]>${head}<note>${repeated('&a29;', 1_000_000)}</note></alert>`,
  'JSON a million deep': () => repeated('[', 1_000_000),
  'spaces where numbers belong': () =>
    `${head}${info(area(`<polygon>${repeated(' ', 3_000_000)}x${repeated(',', 3_000_000)}</polygon>`))}</alert>`,
  'letters without end in a word': () =>
    `${head}${info(`<headline>${repeated('A1', 2_000_000)}</headline><web>http://${repeated('a.', 1_000_000)}</web>`)}</alert>`,
}

describe('a hostile document', () => {
  for (const [what, make] of Object.entries(attacks))
    test(`of ${what} takes bounded time and memory, and is a problem`, () => {
      const source = make()
      const before = process.memoryUsage().rss
      const begun = performance.now()
      const verdict = verdictOf(checkCap(source, { profiles: capProfiles }))
      const took = performance.now() - begun
      assert.ok(took < patience, `${Math.round(took)} ms`)
      const grown = (process.memoryUsage().rss - before) / 1e6
      assert.ok(grown < mostMegabytes, `${Math.round(grown)} MB`)
      assert.equal(verdict.valid, false)
      assert.ok(verdict.problems.length > 0 && verdict.problems.length <= 500)
    })

  test('with external entities asks nobody and reads no file', { skip: absent('shared') }, async () => {
    let asked = 0
    const listener = createServer((_, response) => {
      asked += 1
      response.end('<!ENTITY c "leak">')
    })
    listener.on('connection', () => (asked += 1))
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const { port } = listener.address() as AddressInfo
    const file = join(import.meta.dirname, '../../../shared/cap/google+cap-library/testdata/xee.cap')
    const here = join(import.meta.dirname, 'hostile.test.ts')
    const text = readFileSync(file, 'utf8')
      .replaceAll('localhost:8080', `127.0.0.1:${port}`)
      .replace('[', `[<!ENTITY stolen SYSTEM "file://${here}">`)
      .replace('</headline>', '&stolen;</headline>')
    assert.ok(text.includes(String(port)) && text.includes('&stolen;'))
    const check = checkCap(Buffer.from(text), { profiles: capProfiles })
    const at = '2026-11-22T20:00:00.000Z' as Instant
    const verdict = verdictOf(check, await signatureVerdict(text, check, { entries: [] }, at))
    assert.equal(verdict.valid, false)
    assert.ok(verdict.problems.some(({ code }) => code === 'cap/xml-doctype'))
    assert.ok(!JSON.stringify(verdict.messages).includes('runs alone'))
    // Whatever was opened would have arrived by now: the loop is given its turns.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
    assert.equal(asked, 0)
    await new Promise((closed) => listener.close(closed))
  })
})

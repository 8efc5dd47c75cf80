import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { allFindings } from '../../src/cap/all-findings.ts'
import { allProblems } from '../../src/server/problems.ts'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'

const root = join(import.meta.dirname, '../..')

/** Every `slice/why` between quotation marks in the product’s files, with where it stands. */
function codesInSource(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const file of globSync('src/**/*.ts', { cwd: root })) {
    if (/\.(test|contract|bench|dom)\.ts$|problems\.ts$/.test(file)) continue
    for (const [, code = ''] of readFileSync(join(root, file), 'utf8').matchAll(/'([a-z-]+\/[a-z-]*[a-z])'/g))
      found.set(code, [...(found.get(code) ?? []), file])
  }
  return found
}
/** What is wrong with a CAP message is declared in tables of its own. */
const findings = new Set(allFindings.flatMap((chapter) => Object.keys(chapter.findings)))
const isFinding = (code: string) => findings.has(code)
const slices = new Set(Object.keys(allProblems).map((code) => code.split('/')[0]))

describe('every problem', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())

  test('has a status, an exit code, a sentence and an advice', () => {
    for (const [code, { status, exit, says, advice }] of Object.entries(allProblems)) {
      assert.match(code, /^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/)
      assert.ok(Number.isInteger(status) && status >= 400 && status < 600, code)
      assert.ok(exit === 1 || exit === 2, code)
      assert.match(says, code === 'server/usage' ? /./ : /^[“A-Z{].*[.”]$/s, code)
      assert.match(advice, /^(docs\/|[“A-Z]).*\.$/s, code)
      assert.doesNotMatch(says + advice, /[!]|e\.g\.|please/i, code)
    }
  })

  test('has details under names of their own: those of RFC 9457 would be overwritten', () => {
    for (const [code, { says, advice }] of Object.entries(allProblems))
      assert.doesNotMatch(says + advice, /\{(type|title|status|detail|instance|code|advice)\}/, code)
  })

  test('is explained at the address that its documents name', async () => {
    for (const [code, { status, says, advice }] of Object.entries(allProblems)) {
      const page = done(await server.stranger.get(`/v1/problems/${code}`))
      assert.deepEqual(page, { code, status, says, advice })
    }
    const { type } = refused(await server.stranger.get('/v1/nothing'), 'server/unknown-path')
    assert.equal(done(await server.stranger.get(type))['code'], 'server/unknown-path')
  })

  test('that the source can give is declared', () => {
    for (const [code, files] of codesInSource()) {
      if (!slices.has(code.split('/')[0] as string)) continue
      if (isFinding(code)) continue
      assert.ok(Object.hasOwn(allProblems, code), `${code} in ${files.join(', ')} is not declared`)
    }
  })

  test('that is declared can be given', () => {
    const used = codesInSource()
    const idle = Object.keys(allProblems).filter((code) => !used.has(code))
    assert.deepEqual(idle, [])
  })
})

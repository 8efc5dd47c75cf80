import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { shippedThreatBook } from '#threats'
import { mapped } from './mapping.ts'
import { dialects } from './registry.ts'

const root = join(import.meta.dirname, '..', '..')
const gravities = ['danger', 'advisory']

describe('every dialect', () => {
  test('has a name of its own that fits into an address', () => {
    const ids = dialects.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    for (const id of ids) assert.match(id, /^[a-z0-9-]+$/)
  })

  for (const { id, title, modes, mapping, routes, refused } of dialects)
    describe(title, () => {
      test('has a folder of its name and a page', () => {
        assert.ok(existsSync(join(root, 'src/dialects', id, 'index.ts')))
        const page = readFileSync(join(root, `docs/guides/dialects/${id}.md`), 'utf8')
        assert.match(page, /```/, 'no example to copy')
      })

      test('has something for each of our threats and levels, and for nothing that we don’t have', () => {
        const threats: readonly string[] = shippedThreatBook()
          .threats()
          .map((threat) => threat.id)
        for (const threat of threats) assert.ok(mapped(mapping.threats, threat) !== '')
        for (const gravity of gravities) assert.ok(mapped(mapping.levels, gravity) !== '')
        const named = (rows: typeof mapping.threats) =>
          rows.flatMap(({ ours }) => ours).filter((one) => one !== '*')
        assert.deepEqual(
          named(mapping.threats).filter((one) => !threats.includes(one)),
          [],
        )
        assert.deepEqual(
          named(mapping.levels).filter((one) => !gravities.includes(one)),
          [],
        )
        assert.ok(mapping.unsaid.length > 0 && mapping.areas !== '')
      })

      test('is for live alerts, and only reads unless a key that may do more is asked for', () => {
        assert.ok(modes.includes('live'))
        for (const { method, path, needs } of routes)
          if (method !== 'GET') assert.ok(needs !== undefined && needs !== 'board.read', `${method} ${path}`)
      })

      test('refuses with the status that it is told, in words', () => {
        for (const status of [400, 401, 403, 404, 405, 413, 429, 500] as const) {
          const answer = refused({ status, why: 'Because of this.' })
          assert.equal(answer.status, status)
          assert.ok(answer.body.length > 0)
        }
      })
    })
})

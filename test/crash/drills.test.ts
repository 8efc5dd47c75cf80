/** Kills the real server with SIGKILL in the middle of a drill: what was brought is not brought again, and what was missed comes after the next start. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ask, authorityWithoutSirens, keyOf, startServe } from '../support/serve.node.ts'
import { removeAtExit } from '../support/started.node.ts'

interface Seen {
  readonly drill: { readonly state: string; readonly how: string | null; readonly from: string }
  readonly given: readonly { readonly step: string; readonly at: string }[]
}

const inject = { kind: 'word', text: { en: 'Go on.' } }
const steps = ['first', 'second', 'third', 'fourth'].map((id, n) => ({ id, atMinutes: n / 30, inject }))
/** Two seconds between two steps. */
const script = { name: { en: 'Quick' }, steps, endsAtMinutes: 10 / 60 }

test('a drill goes on after a server was killed in the middle of it, and brings nothing twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-drill-'))
  removeAtExit(folder)
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  const serve = () => startServe({ folder, settings: { TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none' } })
  const first = serve()
  const url = await first.ready
  const as = keyOf(folder, 'olena')
  const put = await ask(url, 'PUT', '/v1/drill-scripts/quick', { as, body: script })
  assert.equal(put.status, 200, JSON.stringify(put.body))
  const begun = await ask(url, 'POST', '/v1/drills', { as, body: { script: 'quick', announce: 0 } })
  assert.equal(begun.status, 201)
  const { id } = (begun.body as { readonly drill: { readonly id: string } }).drill
  const seenAt = async (at: string) => (await ask(at, 'GET', `/v1/drills/${id}`, { as })).body as Seen
  const until = async (at: string, holds: (seen: Seen) => boolean) => {
    for (;;) {
      const seen = await seenAt(at)
      if (holds(seen)) return seen
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const before = await until(url, ({ given }) => given.length === 2)
  await first.end('SIGKILL')

  const second = serve()
  const again = await second.ready
  const after = await seenAt(again)
  assert.equal(after.drill.from, before.drill.from)
  assert.deepEqual(after.given.slice(0, 2), before.given)
  const over = await until(again, ({ drill }) => drill.state === 'over')
  assert.equal(over.drill.how, 'finished')
  assert.deepEqual(
    over.given.map(({ step }) => step),
    ['first', 'second', 'third', 'fourth'],
  )
  assert.equal((await ask(again, 'GET', '/v1/drills/now')).status, 200)
  const verified = await ask(again, 'POST', '/v1/ledger/verify', { as: keyOf(folder, 'admin'), body: {} })
  assert.equal((verified.body as { readonly intact: boolean }).intact, true)
  await second.end('SIGTERM')
})

/** Kills the real server with SIGKILL while phones note damage and an outage begins: what was acknowledged is there, once, and what was not can be sent again. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ask, authorityWithoutSirens, keyOf, startServe } from '../support/serve.node.ts'
import { zadonsky } from '../support/server.node.ts'
import { removeAtExit } from '../support/started.node.ts'

const lives = 4
const perLife = 24

interface Tallies {
  readonly tallies: readonly {
    readonly area: string
    readonly subject: string
    readonly assets: number
    readonly lines: readonly {
      readonly standing: string
      readonly atLeast: number
      readonly restsOn: number
    }[]
  }[]
}

test('no observation is lost or doubled by servers that are killed while they note, and their houses stay one each', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-damage-'))
  removeAtExit(folder)
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  const serve = () => startServe({ folder, settings: { TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none' } })
  const occurrence = 'killed'
  /** Each knows its own id: a phone that heard no answer sends the same again. */
  const said = (n: number) => ({
    ...{ id: `phone-${n}`, area: zadonsky, subject: 'dwellings', occurrence, cause: 'glass' },
    ...{ seenAt: '2026-01-01T00:00:00Z', asset: { address: `ул. Мира, ${n + 1}` } },
  })
  const acknowledged = new Set<number>()
  const waiting = new Set(Array.from({ length: lives * perLife }, (_, n) => n))
  let cut = 0
  for (let life = 0; life < lives; life++) {
    const server = serve()
    const url = await server.ready
    const as = keyOf(folder, 'olena')
    const send = async (n: number) => {
      const answer = await ask(url, 'POST', '/v1/damage/observations', { as, body: said(n) }).catch(
        () => undefined,
      )
      if (answer?.status === 201) {
        acknowledged.add(n)
        waiting.delete(n)
      } else cut++
    }
    // What was cut off in the life before comes first; then what is new.
    const now = [...waiting].slice(0, perLife)
    const sending = now.map((n) => send(n))
    // Somewhere in the middle: when some are through and others on their way.
    const half = Math.ceil(now.length / 3)
    const before = acknowledged.size
    while (acknowledged.size < before + half) await new Promise((resolve) => setImmediate(resolve))
    await server.end('SIGKILL')
    await Promise.all(sending)
  }
  assert.ok(cut > 0, 'nothing was on its way when they died')
  const last = serve()
  const url = await last.ready
  const as = keyOf(folder, 'olena')
  const tally = async () => {
    const { body } = await ask(url, 'GET', `/v1/damage/tally?occurrence=${occurrence}`, { as })
    return (body as Tallies).tallies.find((one) => one.area === zadonsky && one.subject === 'dwellings')!
  }
  const kept = await ask(url, 'GET', `/v1/damage/observations?occurrence=${occurrence}&limit=1000`, { as })
  const ids = (kept.body as { observations: { id: string; asset: string }[] }).observations
  for (const n of acknowledged)
    assert.ok(
      ids.some(({ id }) => id === `phone-${n}`),
      `phone-${n} was lost`,
    )
  assert.equal(new Set(ids.map(({ id }) => id)).size, ids.length)
  // Whoever was cut off sends again, and so do all the others, for none of them can know.
  for (let n = 0; n < lives * perLife; n++) {
    const { status, body } = await ask(url, 'POST', '/v1/damage/observations', { as, body: said(n) })
    assert.equal(status, 201, JSON.stringify(body))
    if (acknowledged.has(n)) assert.equal((body as { repeated: string }).repeated, 'repeated')
  }
  const { lines, assets } = await tally()
  const all = lives * perLife
  assert.deepEqual(
    [lines.map(({ standing, atLeast, restsOn }) => [standing, atLeast, restsOn]), assets],
    [[['reported', all, all]], all],
  )
  const places = await ask(url, 'GET', `/v1/damage/assets?occurrence=${occurrence}`, { as })
  // A house whose place was kept before its observation was cut off is found again by its address.
  const houses = (places.body as { assets: { address: string | null }[] }).assets
  assert.equal(new Set(houses.map(({ address }) => address)).size, houses.length)
  assert.equal(houses.length, all)
  const verified = await ask(url, 'POST', '/v1/ledger/verify', { as: keyOf(folder, 'admin'), body: {} })
  assert.equal((verified.body as { readonly intact: boolean }).intact, true)
  t.diagnostic(`${acknowledged.size} acknowledged in ${lives} lives, ${cut} cut off`)
  await last.end('SIGTERM')
})

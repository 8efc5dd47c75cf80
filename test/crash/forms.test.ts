/** Kills the real server while phones send filled forms in parts, and holds it to each of them: one record, every photo, one observation. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { chance } from '../support/chance.ts'
import { madePng } from '../support/made-png.ts'
import { filledIn, openRosaClient, type Filled } from '../support/openrosa-client.ts'
import { ask, keyOf, startServe, type Serving } from '../support/serve.node.ts'

const rounds = Number(process.env['CRASH_TIMES'] ?? 200) >= 200 ? 12 : 4
const phones = 4
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)

test(`a server killed ${rounds} times between the parts of filled forms has each once, with its photos`, async () => {
  console.log(`seed ${seed}`)
  const luck = chance(`forms ${seed}`)
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-forms-kill-'))
  let serving: Serving | undefined
  const serve = async () => {
    serving = startServe({ folder, settings: { TOCSIN_BROKER: 'none' } })
    return (await serving.ready).replace('127.0.0.1', 'localhost')
  }
  try {
    let url = await serve()
    const client = () => openRosaClient(url, keyOf(folder, 'olena'))
    const [listed] = await client().list()
    const form = await client().fetchForm(listed!)
    let made = 0
    const outbox: { readonly filled: Filled; readonly instance: string; sent: 'no' | 'yes' }[] = []
    const fill = () => {
      const n = ++made
      const instance = `uuid:20000000-0000-4000-8000-${String(n).padStart(12, '0')}`
      const files = [1, 2, 3].map((k) => ({
        name: `${n}-${k}.png`,
        type: 'image/png',
        bytes: madePng({ shade: (n * 3 + k) % 251 }),
      }))
      const xml = filledIn(
        form,
        {
          ...{
            place: '52.391430 38.931270 0 5',
            address: `ул. Длинная, ${n}`,
            kind: 'dwellings',
            grade: 'minor',
          },
          ...{
            'units/at_least': String(n),
            photo_1: files[0]!.name,
            photo_2: files[1]!.name,
            photo_3: files[2]!.name,
          },
        },
        { instance },
      )
      outbox.push({ filled: { xml, files }, instance, sent: 'no' })
    }
    const sendAll = async (own: readonly (typeof outbox)[number][]) => {
      for (const one of own) {
        if (one.sent === 'yes') continue
        // One photo a request: there is much in between.
        const posted = await client().send(one.filled, one.filled.xml.length + 1)
        if (posted.length === 3 && posted.every(({ status }) => status === 201)) one.sent = 'yes'
      }
    }
    let interrupted = 0
    for (let round = 0; round < rounds; round++) {
      for (let n = 0; n < phones * 3; n++) fill()
      const waiting = outbox.filter(({ sent }) => sent === 'no')
      const lanes = Array.from({ length: phones }, (_, lane) =>
        sendAll(waiting.filter((__, n) => n % phones === lane)).catch(() => interrupted++),
      )
      await wait(luck.between(50, 900))
      await serving!.end('SIGKILL')
      await Promise.all(lanes)
      url = await serve()
    }
    for (let tries = 0; outbox.some(({ sent }) => sent === 'no'); tries++) {
      assert.ok(tries < 5, 'something is never taken')
      await sendAll(outbox)
    }
    assert.ok(interrupted > 0, 'no kill came in between')

    const read = async (path: string) =>
      (await ask(url, 'GET', path, { as: keyOf(folder, 'olena') })).body as never
    const records: {
      id: string
      current: { answers: { units: { atLeast: number } }; photos: { state: string }[] }
      observations: string[]
      notCounted: string[]
    }[] = []
    for (let last = ''; ; last = records.at(-1)!.id) {
      const { records: page, count } = (await read(`/v1/form-records?limit=500&after=${last}`)) as {
        records: typeof records
        count: number
      }
      records.push(...page)
      if (records.length >= count || page.length === 0) break
    }
    assert.deepEqual(
      records.map(({ id }) => id).toSorted(),
      outbox.map(({ instance }) => instance).toSorted(),
    )
    for (const { current, observations, notCounted } of records) {
      assert.deepEqual(
        current.photos.map(({ state }) => state),
        ['here', 'here', 'here'],
      )
      assert.equal(observations.length, 1)
      assert.deepEqual(notCounted, [])
    }
    const { observations } = (await read('/v1/damage/observations?limit=1000')) as {
      observations: { atLeast: number; version: number }[]
    }
    // Each said once, and never corrected by being said again.
    assert.deepEqual(
      observations.map(({ atLeast }) => atLeast).toSorted((a, b) => a - b),
      outbox.map((_, n) => n + 1),
    )
    assert.ok(observations.every(({ version }) => version === 1))
    console.log(
      `${rounds} kills, ${outbox.length} forms with ${outbox.length * 3} photos; ${interrupted} phones interrupted`,
    )
    await serving!.end('SIGTERM')
  } finally {
    await serving?.end('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
})

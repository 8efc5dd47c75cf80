import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { recordingLog, virtualClock, type Instant, type JsonObject } from '#base'
import { drillNotice } from '../../../test/support/notices.ts'
import type { ModeRules, SirenCommand } from './command.ts'
import { opened, sealed } from './envelope.ts'
import { orderFor, quietTestOrder, usualTimes } from './order.ts'
import { forgetfulMemory, referenceSiren, type SelfTest, type SirenMemoryStore } from './reference-siren.ts'
import { reportSchema, type SirenReport } from './report.ts'
import { fileMemory } from './siren-memory.fs.ts'
import { ed25519Verifier, newSigningKey } from './signing.node.ts'
import type { SirenId } from './siren.ts'

const t0 = '2025-11-01T21:37:00.000Z' as Instant
const siren = 'zadonsk-1' as SirenId
const commander = newSigningKey()
const own = newSigningKey()
const rules: ModeRules = { live: 'refuse', drill: 'aloud', test: 'said-only' }

async function awake(memory: SirenMemoryStore = forgetfulMemory(), health: SelfTest = { faults: [] }) {
  const clock = virtualClock(t0)
  const played: string[] = []
  const said: SirenReport[] = []
  const device = await referenceSiren({
    siren,
    trusts: [commander.publicKey],
    sign: own.sign,
    verify: ed25519Verifier(),
    memory,
    rules,
    clock,
    log: recordingLog(),
    selfTest: async () => health,
    sound: ({ pattern, seconds }, started, signal) =>
      new Promise((resolve) => {
        played.push(pattern)
        started()
        const callOff = clock.after(seconds * 1_000, () => resolve({ faults: [] }))
        signal.addEventListener('abort', () => (callOff(), resolve({ faults: [] })), { once: true })
      }),
    publish(_topic, payload) {
      const envelope = opened('report', reportSchema, Buffer.from(payload))
      if (envelope.ok) said.push(envelope.value.body)
    },
  })
  const receive = (command: SirenCommand, key = commander) =>
    device.receive(Buffer.from(sealed('command', command as unknown as JsonObject, key.sign)))
  return { device, clock, played, said, receive }
}

const sound = (counter: number, alert = 'alert-000001') =>
  orderFor(drillNotice({ alert: alert as never }), siren, counter, t0, usualTimes).command
const end = (counter: number, kind: 'all-clear' | 'retraction', alert = 'alert-000001') =>
  orderFor(drillNotice({ alert: alert as never, kind, revision: 2 }), siren, counter, t0, usualTimes).command
/** Everything that promises still have to do, done. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('the reference siren', () => {
  test('sounds, says so, and says when it finished', async () => {
    const { clock, played, receive, said } = await awake()
    assert.ok((await receive(sound(1))).ok)
    clock.advance(60_000)
    await settled()
    assert.deepEqual(played, ['danger'])
    assert.deepEqual(
      said.map(({ condition }) => condition),
      ['sounding', 'passed'],
    )
    assert.equal(said[1]?.notice, 'alert-000001.1')
  })
  test('answers the same notice under a new number without a second sound, while it sounds and after', async () => {
    const { clock, played, receive, said } = await awake()
    await receive(sound(1))
    await receive(sound(4))
    clock.advance(60_000)
    await settled()
    await receive(sound(7))
    assert.deepEqual(played, ['danger'])
    assert.deepEqual(
      said.map(({ condition, counter }) => `${condition} ${counter}`),
      ['sounding 1', 'sounding 4', 'passed 4', 'passed 7'],
    )
  })
  test('answers the same command again without a second sound', async () => {
    const { played, receive, said } = await awake()
    await receive(sound(1))
    assert.ok((await receive(sound(1))).ok)
    assert.deepEqual(played, ['danger'])
    assert.deepEqual(
      said.map(({ condition }) => condition),
      ['sounding', 'sounding'],
    )
  })
  test('reports what it refuses without echoing what was forged', async () => {
    const { device, played, receive } = await awake()
    assert.ok(!(await receive(sound(1), newSigningKey())).ok)
    assert.deepEqual(device.report.refused, { problem: 'siren/forged', at: t0 })
    await receive({ ...sound(5), notAfter: '2025-11-01T21:00:00.000Z' as Instant })
    assert.equal(device.report.refused?.counter, 5)
    assert.equal(device.report.refusals, 2)
    assert.deepEqual(played, [])
  })
  test('lives through garbage', async () => {
    const { device, receive, played } = await awake()
    for (const garbage of ['', '{', '{"body":{}}', '\u0000'.repeat(9_000)])
      assert.ok(!(await device.receive(Buffer.from(garbage))).ok)
    await receive(sound(1))
    assert.deepEqual(played, ['danger'])
  })
  test('plays the all-clear only where the same alert sounded', async () => {
    const heard = await awake()
    await heard.receive(sound(1))
    await heard.receive(end(2, 'all-clear'))
    assert.deepEqual(heard.played, ['danger', 'all-clear'])
    const other = await awake()
    await other.receive(sound(1, 'alert-000009'))
    await other.receive(end(2, 'all-clear'))
    assert.deepEqual(other.played, ['danger'])
    assert.equal(other.device.report.condition, 'stopped')
  })
  test('is silent after a retraction', async () => {
    const { clock, played, receive, said } = await awake()
    await receive(sound(1))
    await receive(end(2, 'retraction'))
    clock.advance(60_000)
    await settled()
    assert.deepEqual(played, ['danger'])
    assert.equal(said.at(-1)?.condition, 'stopped')
    assert.equal(said.at(-1)?.counter, 2)
  })
  test('judges commands that arrive together one after the other', async () => {
    const { played, receive } = await awake()
    const verdicts = await Promise.all([receive(end(2, 'retraction')), receive(sound(1)), receive(sound(1))])
    assert.deepEqual(
      verdicts.map(({ ok }) => ok),
      [true, false, false],
    )
    assert.deepEqual(played, [])
  })
  test('only says that it would have, in a mode that is only said', async () => {
    const { device, played, receive } = await awake()
    await receive({ ...sound(1), mode: 'test' })
    assert.deepEqual(played, [])
    assert.equal(device.report.condition, 'passed')
    assert.equal(device.report.how, 'said-only')
  })
  test('tests itself without a sound and names what is broken', async () => {
    const { device, played, receive } = await awake(undefined, { batteryPercent: 12, faults: ['battery'] })
    await receive(quietTestOrder(siren, 1, t0, usualTimes).command)
    await settled()
    assert.deepEqual(played, [])
    assert.equal(device.report.condition, 'failed')
    assert.deepEqual(device.report.faults, ['battery'])
    assert.equal(device.report.batteryPercent, 12)
  })
  test('goes on sounding through a quiet test, and says that it sounds', async () => {
    const { device, receive } = await awake()
    await receive(sound(1))
    await receive(quietTestOrder(siren, 2, t0, usualTimes).command)
    await settled()
    assert.equal(device.report.condition, 'sounding')
  })
  test('obeys nothing that it can’t write down', async () => {
    const broken: SirenMemoryStore = {
      load: async () => undefined,
      save: async () => Promise.reject(new Error('disk')),
    }
    const { device, played, receive } = await awake(broken)
    await assert.rejects(receive(sound(1)))
    assert.deepEqual(played, [])
    assert.equal(device.report.counter, 0)
  })
})

describe('the reference siren, after a power cut', () => {
  test('refuses what it obeyed before with another body, and answers the same', async () => {
    const memory = forgetfulMemory()
    const before = await awake(memory)
    await before.receive(sound(4))
    const after = await awake(memory)
    assert.ok(!(await after.receive(sound(3))).ok)
    assert.ok((await after.receive(sound(4))).ok)
    assert.deepEqual(after.played, [])
  })
  test('says that it was interrupted while it sounded, and forgets that with the next order', async () => {
    const memory = forgetfulMemory()
    await (await awake(memory)).receive(sound(4))
    const after = await awake(memory)
    assert.equal(after.device.report.condition, 'failed')
    assert.deepEqual(after.device.report.faults, ['interrupted'])
    await after.receive(sound(5))
    assert.deepEqual(after.device.report.faults, [])
  })
  test('remembers through a file, and refuses to start with one it can’t read', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'tocsin-siren-'))
    t.after(() => rm(folder, { recursive: true }))
    const path = join(folder, 'memory.json')
    const first = await awake(fileMemory(path))
    await first.receive(sound(4))
    assert.ok(!(await (await awake(fileMemory(path))).receive(sound(3))).ok)
    await writeFile(path, '{"lastCounter":')
    await assert.rejects(awake(fileMemory(path)))
  })
})

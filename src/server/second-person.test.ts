import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Waiting } from '#alerts'
import {
  hour,
  minute,
  plus,
  recordingLog,
  virtualClock,
  type ActorId,
  type AlertId,
  type Instant,
} from '#base'
import { memoryLedger, type KeptLedger } from '#ledger'
import type { CallAnswer } from '#people'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { readPack } from '../areas/pack.fs.ts'
import { parseAuthority } from './authority.ts'
import { openInMemory } from './in-memory.ts'
import { openSecondPerson, type SecondPerson } from './second-person.ts'

const root = join(import.meta.dirname, '..', '..')
const pack = await readPack(join(root, 'packs', 'lipetsk', 'pack.json'))
const authority = parseAuthority(
  JSON.parse(readFileSync(join(root, 'packs', 'lipetsk', 'authority.json'), 'utf8')),
)
assert.ok(pack.ok && authority.ok)
const parts = { authority: authority.value, areas: pack.value.areas, mode: 'live' } as const
const begins = '2025-11-01T23:40:00.000Z' as Instant
const [olena, taras, petro] = ['olena', 'taras', 'petro'] as [ActorId, ActorId, ActorId]
const settle = async () => {
  for (let i = 0; i < 30; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}

interface Call {
  readonly person: string
  readonly id: string
  readonly what: string
}

interface Life {
  readonly at?: Instant
  /** It is killed the moment this fact is durable: it writes and calls nothing more. */
  readonly diesAfter?: 'alert-issued' | 'approval-escalated'
  /** It is killed when a call was taken, before that is written down. */
  readonly diesBefore?: 'second-person-called'
  readonly answer?: () => Promise<CallAnswer>
  readonly proposals?: () => readonly Extract<Waiting, { kind: 'proposal' }>[]
}

/** One life of a server on a ledger that outlives it, by its own clock: nothing but the ledger is handed on. */
async function live(kept: KeptLedger, calls: Call[], life: Life = {}) {
  const clock = virtualClock(life.at ?? begins)
  const log = recordingLog()
  let isDead = false
  let writer: 'me' | 'other' = 'me'
  const leaders = new Set<(writer: 'me' | 'other') => void>()
  const never = new Promise<never>(() => {})
  const ledger: KeptLedger = Object.create(kept, {
    writer: { get: () => writer },
    onLeadership: {
      value: (listen: (writer: 'me' | 'other') => void) => {
        leaders.add(listen)
        return () => leaders.delete(listen)
      },
    },
    append: {
      value: async (commit: Parameters<KeptLedger['append']>[0]) => {
        const types = commit.facts.map(({ type }) => type)
        if (life.diesBefore !== undefined && types.includes(life.diesBefore)) isDead = true
        if (isDead) return never
        const written = await kept.append(commit)
        if (life.diesAfter !== undefined && types.includes(life.diesAfter)) isDead = true
        return written
      },
    },
  })
  let secondPerson: SecondPerson | undefined
  const system = await openInMemory({
    ...{ ...parts, clock, log, ledger },
    channels: () => [],
    openBeside: async (opened) => {
      secondPerson ??= openSecondPerson(opened, {
        whoMay: ({ action }) =>
          action === 'people.manage' || action === 'alert.issue' ? [olena] : [olena, taras, petro],
        isOnDuty: (person) => person === taras,
        contactOf: async (person) => ({ email: `${person}@example.org` }),
        base: () => 'https://warn.example.org',
        ...(life.proposals === undefined ? {} : { proposals: life.proposals }),
        makers: [
          {
            ...{ by: 'mail', needs: 'email' },
            async call(person, _, { id, what }) {
              if (isDead) return never
              calls.push({ person, id, what })
              return life.answer?.() ?? { kind: 'accepted' }
            },
            async close() {},
          },
        ],
      })
      return secondPerson.begin()
    },
  })
  await settle()
  return {
    ...{ system, clock, log },
    get secondPerson() {
      return secondPerson!
    },
    async passTo(at: Instant) {
      clock.advanceTo(at)
      await settle()
    },
    async draft() {
      const drafted = await system.desk.order(
        {
          ...{ type: 'draft', mode: 'live', threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId },
          ...{ level: 'red' as LevelId, areas: ['gn:465724' as never] },
        },
        olena,
      )
      assert.ok(drafted.ok, JSON.stringify(drafted))
      return drafted.value.alert.id
    },
    async submit(id: AlertId) {
      assert.ok((await system.desk.order({ type: 'submit', alert: id }, olena)).ok)
      await settle()
    },
    async issueAlone(id: AlertId) {
      // Who is killed answers nobody.
      void system.desk.order(
        { type: 'issue', alert: id, emergency: 'Alone on shift, drones over the city.' },
        olena,
      )
      await settle()
    },
    async decides(as: 'me' | 'other') {
      writer = as
      for (const listen of leaders) listen(as)
      await settle()
    },
  }
}

const said = async (kept: KeptLedger, id: AlertId) =>
  (await kept.readStream(`second-person:${id}`)).map(({ type, data }) =>
    type === 'approval-escalated'
      ? `${String(data['step'])}: ${(data['called'] as string[]).join(', ')}`
      : `${String(data['person'])} ${String(data['outcome'])}`,
  )

describe('the call after what was done alone', () => {
  for (const diesAfter of ['alert-issued', 'approval-escalated'] as const)
    test(`is made once by the next server when this one is killed right after ${diesAfter}`, async () => {
      const kept = memoryLedger()
      const calls: Call[] = []
      const first = await live(kept, calls, { diesAfter })
      const id = await first.draft()
      await first.issueAlone(id)
      assert.equal((await kept.readStream(`alert:${id}`)).at(-1)?.type, 'alert-issued')
      assert.deepEqual(calls, [], 'it was dead before it could call')
      const second = await live(kept, calls, { at: plus(begins, minute) })
      assert.deepEqual(
        calls.map(({ person, what }) => `${person} ${what}`),
        ['taras emergency'],
      )
      await second.system.close()
      await live(kept, calls, { at: plus(begins, 10 * minute) })
      assert.equal(calls.length, 1, 'who starts after that calls nobody')
      assert.deepEqual(await said(kept, id), ['on-duty: taras', 'taras accepted'])
    })

  test('is made again under the same id when this one is killed before it could write down that it was taken', async () => {
    const kept = memoryLedger()
    const calls: Call[] = []
    const first = await live(kept, calls, { diesBefore: 'second-person-called' })
    const id = await first.draft()
    await first.issueAlone(id)
    assert.equal(calls.length, 1)
    await live(kept, calls, { at: plus(begins, minute) })
    assert.equal(calls.length, 2)
    assert.equal(calls[0]?.id, calls[1]?.id, 'who gets it twice can tell')
    await live(kept, calls, { at: plus(begins, 2 * minute) })
    assert.equal(calls.length, 2)
    assert.deepEqual(await said(kept, id), ['on-duty: taras', 'taras accepted'])
  })

  test('is not made any more a day later: it is open for review, and nobody is woken for it', async () => {
    const kept = memoryLedger()
    const calls: Call[] = []
    const first = await live(kept, calls, { diesAfter: 'alert-issued' })
    const id = await first.draft()
    await first.issueAlone(id)
    const late = await live(kept, calls, { at: plus(begins, 25 * hour) })
    assert.deepEqual(calls, [])
    assert.equal(late.system.world.review(id)?.acts.length, 1)
  })
})

describe('what waits over a restart', () => {
  test('takes up where it was: no step is taken twice, and what fell due meanwhile comes at once', async () => {
    const kept = memoryLedger()
    const calls: Call[] = []
    const first = await live(kept, calls)
    const id = await first.draft()
    await first.submit(id)
    await first.system.close()
    const second = await live(kept, calls, { at: plus(begins, 10 * minute) })
    const lines = ['on-duty: taras', 'taras accepted', 'everybody: petro', 'petro accepted']
    assert.deepEqual(await said(kept, id), lines)
    await second.passTo(plus(begins, 14 * minute))
    assert.deepEqual(await said(kept, id), lines)
    await second.passTo(plus(begins, 15 * minute))
    // The officer who wrote it is the only one left, and was never to be called.
    assert.deepEqual((await said(kept, id)).slice(4), ['administrators: ', 'undefined nobody-to-call'])
    assert.match(second.log.lines.map(({ message }) => message).join(), /has found none/)
  })

  test('is left alone by a server that no longer decides, and taken up by it when it decides again', async () => {
    const kept = memoryLedger()
    const calls: Call[] = []
    const it = await live(kept, calls)
    const id = await it.draft()
    await it.submit(id)
    await it.decides('other')
    await it.passTo(plus(begins, 8 * minute))
    assert.deepEqual(await said(kept, id), ['on-duty: taras', 'taras accepted'])
    await it.decides('me')
    assert.deepEqual((await said(kept, id)).slice(2), ['everybody: petro', 'petro accepted'])
    assert.equal(calls.length, 2)
  })

  test('stops trying to reach somebody the moment it is answered', async () => {
    const kept = memoryLedger()
    const calls: Call[] = []
    const answer = async (): Promise<CallAnswer> => ({
      kind: 'failed',
      why: 'mail-unreachable',
      again: 'later',
    })
    const it = await live(kept, calls, { answer })
    const id = await it.draft()
    await it.submit(id)
    assert.equal(calls.length, 1)
    assert.ok((await it.system.desk.order({ type: 'return', alert: id, reason: 'Not yet.' }, taras)).ok)
    await it.passTo(plus(begins, 30 * minute))
    assert.equal(calls.length, 1)
    assert.deepEqual(await said(kept, id), ['on-duty: taras'])
  })
})

describe('a proposal about people', () => {
  test('finds its second person by the same steps, more slowly, until it is answered', async () => {
    const kept = memoryLedger()
    const calls: Call[] = []
    const proposal: Extract<Waiting, { kind: 'proposal' }> = {
      ...{ kind: 'proposal', key: 'proposal:p-1', proposal: 'p-1', mode: 'live', since: begins },
      ...{ endsAt: plus(begins, 24 * hour), hands: [olena] },
    }
    let waits = [proposal]
    const it = await live(kept, calls, { proposals: () => waits })
    const people = () => calls.map(({ person, what }) => `${person} ${what}`)
    assert.deepEqual(people(), ['taras proposal'])
    await it.passTo(plus(begins, 59 * minute))
    assert.equal(calls.length, 1)
    await it.passTo(plus(begins, hour))
    assert.deepEqual(people(), ['taras proposal', 'petro proposal'])
    waits = []
    await it.passTo(plus(begins, 20 * hour))
    assert.equal(calls.length, 2)
  })
})

describe('who ordered it', () => {
  test('is told how many are being called, and that nobody can be where nobody can', async () => {
    const kept = memoryLedger()
    const it = await live(kept, [])
    const id = await it.draft()
    await it.submit(id)
    const [waits] = it.secondPerson.waiting()
    assert.ok(waits !== undefined)
    assert.deepEqual(it.secondPerson.soon(waits), {
      people: 1,
      by: ['mail'],
      says: 'One person is being called.',
    })
    const ports = { contactOf: async () => undefined, base: () => '', makers: [] }
    const mute = openSecondPerson(it.system, { ...ports, whoMay: () => [olena, taras] })
    assert.equal(mute.soon(waits).says, 'Nobody could be called from here: ring them.')
    const none = openSecondPerson(it.system, { ...ports, whoMay: () => [olena] })
    assert.deepEqual(none.soon(waits), {
      ...{ people: 0, by: [] },
      says: 'Nobody else may answer this: ring whoever runs this installation.',
    })
  })
})

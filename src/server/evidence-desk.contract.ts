/** What the evidence desk keeps to on every store: one suite for memory, SQLite and PostgreSQL, with the machine stopping anywhere. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import {
  countingIds,
  hour,
  minute,
  plus,
  silentLog,
  virtualClock,
  type IdSource,
  type Instant,
  type PersonId,
  type Result,
  type Shelf,
  type VirtualClock,
} from '#base'
import type { DeskDocument, DocumentId, EvidenceEventId, NewDocument } from '#evidence'
import { beginning, type KeptLedger } from '#ledger'
import { documentOf, readLines, type Line } from '../../test/support/evidence-texts.ts'
import { openEvidenceDesk, type EvidenceDesk } from './evidence-desk.ts'
import type { Judgement } from './evidence-judging.ts'
import type { ViewSystem } from './evidence-views.ts'

export interface EvidenceStore {
  readonly ledger: KeptLedger
  readonly shelf: Shelf
  readonly personal: Shelf
}
export interface EvidencePlace {
  open(): Promise<EvidenceStore>
  remove(): Promise<void>
}

const start = '2026-11-23T02:00:00.000Z' as Instant
const olena = { by: 'olena' as PersonId, via: 'key:o' }
const taras = { by: 'taras' as PersonId, via: 'key:t' }
const area = (code: string, parent: string | null, kind = 'district') =>
  ({ code, kind, names: { en: code }, parent }) as unknown as Area
const built = buildHierarchy([
  area('region', null, 'region'),
  area('north', 'region'),
  area('south', 'region'),
])
assert.ok(built.ok)
const hierarchy = built.value

interface World {
  readonly desk: EvidenceDesk
  readonly store: EvidenceStore
  readonly clock: VirtualClock
}

/** The machine stops at the `n`th write: nothing after it is written any more. */
class Stopped extends Error {}
function stopping(store: EvidenceStore, after: number): EvidenceStore & { readonly writes: () => number } {
  let writes = 0
  const counted = async <Value>(write: () => Promise<Value>): Promise<Value> => {
    if (++writes > after) throw new Stopped(`stopped at write ${after + 1}`)
    return write()
  }
  const shelf = (real: Shelf): Shelf => ({
    ...real,
    put: (...asked) => counted(() => real.put(...asked)),
    add: (...asked) => counted(() => real.add(...asked)),
    remove: (...asked) => counted(() => real.remove(...asked)),
  })
  const { ledger } = store
  return {
    ledger: { ...ledger, append: (asked) => counted(() => ledger.append(asked)) } as KeptLedger,
    shelf: shelf(store.shelf),
    personal: shelf(store.personal),
    writes: () => writes,
  }
}

function good<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

export function evidenceDeskContract(
  name: string,
  place: () => Promise<EvidencePlace>,
  options: { readonly skip?: string | false; readonly stops: 'everywhere' | 'some' },
): void {
  describe(`the evidence desk in ${name}`, { skip: options.skip ?? false }, () => {
    const closing: (() => Promise<void>)[] = []
    after(async () => {
      for (const close of closing.toReversed()) await close()
    })
    const newPlace = async () => {
      const made = await place()
      closing.push(() => made.remove())
      return made
    }
    const ids = countingIds()
    const deskOn = (store: EvidenceStore, clock: VirtualClock, idSource: IdSource = ids): EvidenceDesk =>
      openEvidenceDesk(
        {
          ...{
            ...store,
            clock,
            ids: idSource,
            log: silentLog,
            config: { mode: 'drill' },
            decides: () => 'me',
          },
          areas: { hierarchy: () => hierarchy },
          particulars: { of: () => undefined },
          note: async () => undefined,
        } as unknown as ViewSystem & Parameters<typeof openEvidenceDesk>[0],
        { keptForDays: 30, read: readLines },
      )
    const closed = async (store: EvidenceStore) => {
      for (const one of [store.ledger, store.shelf, store.personal]) await one.close()
    }
    const open = async (at: EvidencePlace): Promise<World & { close(): Promise<void> }> => {
      const store = await at.open()
      const clock = virtualClock(start)
      const desk = deskOn(store, clock)
      return {
        ...{ desk, store, clock },
        async close() {
          await desk.stop()
          await closed(store)
        },
      }
    }
    const document = (lines: readonly Line[], source: string, seenAt = start): NewDocument =>
      documentOf(lines, { source, seenAt, saidAt: seenAt })
    const listed = async (desk: EvidenceDesk, list: 'all' | 'open' | 'done') =>
      (await desk.documents({ list }, { limit: 100 })).rows.map(({ id }) => id).toSorted()

    test('takes an original in once, however often and however much at once it comes', async () => {
      const { desk, close } = await open(await newPlace())
      const one = document([{ words: 'A drone fell at the edge of the wood' }], 'a.example')
      const taken = await Promise.all([1, 2, 3].map(() => desk.book.put(one, olena)))
      assert.equal(new Set(taken.map((result) => good(result).document)).size, 1)
      assert.deepEqual(
        taken.map((result) => good(result).how),
        ['new', 'known', 'known'],
      )
      assert.deepEqual(good(await desk.book.find(good(taken[0]!).document)).text, one.text)
      assert.equal(await desk.book.findByHash(one.hash), good(taken[0]!).document)
      await close()
    })

    test('finds a copy with changed names and puts it into the family of its original', async () => {
      const { desk, close } = await open(await newPlace())
      const text = (who: string, more: string) =>
        `${more}The governor of the region ${who} said on Monday that three people were injured when a drone hit a warehouse near the railway station and that the fire was put out by the morning after a long night of work`
      const original = good(
        await desk.book.put(document([{ words: text('Artamonov', '') }], 'a.example'), olena),
      )
      const copy = good(
        await desk.book.put(document([{ words: text('Artyomov', 'Breaking! ') }], 'b.example'), olena),
      )
      const other = good(
        await desk.book.put(
          document(
            [
              {
                words:
                  'Schools stay closed on Tuesday because of the frost the city council decided after hearing the reports of the heating company about the broken main',
              },
            ],
            'c.example',
          ),
          olena,
        ),
      )
      assert.deepEqual([original.how, copy.how, other.how], ['new', 'copy', 'new'])
      assert.equal(copy.family, original.family)
      assert.notEqual(other.family, original.family)
      const apart = good(await desk.judging.setFamily(copy.document, null, 'They were there', olena))
      assert.equal(apart.family as string, copy.document)
      const back = good(await desk.judging.setFamily(copy.document, original.document, 'No', olena))
      assert.equal(back.family, original.family)
      await close()
    })

    test('lets one work on a document: the other is told who and until when, may take over, or wait', async () => {
      const { desk, close, clock } = await open(await newPlace())
      const { document: id } = good(
        await desk.book.put(document([{ words: 'One claim' }], 'a.example'), olena),
      )
      good(await desk.judging.lock(id, undefined, olena))
      const accepted = { verdict: 'accepted', basis: 'other', event: 'auto' } as const
      const refused = async (done: Promise<Result<unknown>>) => {
        const result = await done
        assert.ok(!result.ok)
        return result.problem
      }
      const held = await refused(desk.judging.judge(id, 0, accepted, taras))
      assert.deepEqual(
        [held.code, held.details['by'], held.details['until']],
        ['evidence/held', 'olena', plus(start, 10 * minute)],
      )
      assert.equal((await refused(desk.judging.lock(id, undefined, taras))).code, 'evidence/held')
      // Whoever works on keeps it longer, without a fact for it.
      clock.advance(6 * minute)
      const before = (await desk.core.document(id)) as { readonly value: DeskDocument }
      const longer = good(await desk.judging.rate(id, 0, 3, 'A second look', olena))
      assert.equal(longer.lease?.until, plus(start, 16 * minute))
      assert.equal(longer.version, before.value.version + 1)
      const taken = good(await desk.judging.lock(id, 'Olena went home', taras))
      assert.equal(taken.lease?.by, 'taras')
      assert.equal((await refused(desk.judging.judge(id, 0, accepted, olena))).code, 'evidence/held')
      clock.advance(11 * minute)
      good(await desk.judging.judge(id, 0, accepted, olena))
      const stale = await refused(desk.judging.close(id, 'Done', { ...taras, readVersion: 1 }))
      assert.equal(stale.code, 'evidence/changed-meanwhile')
      await close()
    })

    test('has the same after it was closed and opened between any two steps', async () => {
      const at = await newPlace()
      let world = await open(at)
      const again = async () => {
        await world.close()
        world = await open(at)
        world.clock.advance(hour)
      }
      const put = async (lines: readonly Line[], source: string) =>
        good(await world.desk.book.put(document(lines, source), olena)).document
      const a = await put(
        [
          {
            words: 'Two hurt in the north',
            event: 'casualties',
            area: 'north',
            counts: [{ value: 2, unit: 'injured' }],
          },
        ],
        'a.example',
      )
      await again()
      const b = await put(
        [
          {
            words: 'Four hurt in the region',
            event: 'casualties',
            area: 'region',
            counts: [{ value: 4, unit: 'injured' }],
          },
        ],
        'b.example',
      )
      await again()
      const accept = async (id: DocumentId) =>
        good(
          await world.desk.judging.judge(
            id,
            0,
            { verdict: 'accepted', basis: 'other', event: 'auto' },
            olena,
          ),
        )
      const joined = (await accept(a)).judged['0']!.joined!
      await again()
      assert.equal((await accept(b)).judged['0']!.joined, joined, 'the region holds the north')
      await again()
      const split = good(await world.desk.events.split(joined, [`${b}/0` as never], 'Another one', olena))
      await again()
      const [act] = good(await world.desk.core.event(joined)).acts
      good(await world.desk.events.undo(joined, act!.act, 'It was the same', olena))
      await again()
      const event = good(await world.desk.core.event(joined))
      assert.deepEqual([event.members.length, event.acts], [2, []])
      assert.deepEqual(good(await world.desk.core.event(split.id)).members, [])
      assert.deepEqual(
        (await world.desk.eventPage({ limit: 10 })).rows.map(({ id }) => id),
        [joined],
      )
      const shown = await world.desk.views.eventWhole(event)
      assert.deepEqual(
        [shown.standing, shown.figures.map(({ lowest, highest }) => [lowest, highest])],
        ['confirmed', [[2, 4]]],
      )
      assert.deepEqual(await listed(world.desk, 'open'), [])
      assert.deepEqual(await listed(world.desk, 'done'), [a, b].toSorted())
      await world.close()
    })

    test('holds a claim about several areas in an event of them all, and takes it out again', async () => {
      const at = await newPlace()
      let world = await open(at)
      const put = async (words: string, where: Pick<Line, 'area' | 'areas'>, source: string) => {
        const said = document([{ words, event: 'outage', ...where }], source)
        return good(await world.desk.book.put(said, olena)).document
      }
      const judge = async (id: DocumentId, judgement: Partial<Judgement> = {}) => {
        const asked = { verdict: 'accepted', basis: 'other', event: 'auto', ...judgement } as const
        return good(await world.desk.judging.judge(id, 0, asked, olena)).judged['0']!
      }
      const two = await put('No light in two', { areas: ['south', 'north'] }, 'a.example')
      const same = await put('Both are dark', { areas: ['north', 'south'] }, 'b.example')
      const whole = await put('The region is dark', { area: 'region' }, 'c.example')
      const one = await put('The north is dark', { area: 'north' }, 'd.example')
      const { joined, verdicts } = await judge(two)
      const coded = verdicts.at(-1)?.coded
      assert.deepEqual([coded?.area, coded?.areas], [null, ['north', 'south']])
      assert.equal((await judge(same)).joined, joined)
      await world.close()
      world = await open(at)
      assert.equal((await judge(whole)).joined, joined, 'the region holds both')
      assert.notEqual((await judge(one)).joined, joined, 'one of two may be another outage')
      const event = good(await world.desk.core.event(joined!))
      const shown = await world.desk.views.eventWhole(event)
      assert.deepEqual(
        [shown.area, shown.areas, shown.place, event.members.length],
        [null, ['north', 'south'], 'north, south', 3],
      )
      const split = good(await world.desk.events.split(joined!, [`${same}/0` as never], 'Another', olena))
      const [act] = good(await world.desk.core.event(joined!)).acts
      good(await world.desk.events.undo(joined!, act!.act, 'The same after all', olena))
      assert.deepEqual(good(await world.desk.core.event(joined!)).members, event.members)
      assert.deepEqual(good(await world.desk.core.event(split.id)).members, [])
      const reason = 'Only the south'
      const mended = await judge(same, {
        verdict: 'mended',
        mended: { areas: ['south' as AreaCode] },
        reason,
      })
      const now = mended.verdicts.at(-1)?.coded
      assert.deepEqual([now?.area, now?.areas], ['south', undefined])
      await judge(two, { verdict: 'rejected', reason: 'It was a test' })
      const left = good(await world.desk.core.event(joined!)).members.map(({ claim }) => claim)
      assert.ok(!left.includes(`${two}/0` as never))
      await world.close()
    })

    test('forgets words when their time is over and keeps what was decided', async () => {
      const { desk, close, clock, store } = await open(await newPlace())
      const { document: id } = good(
        await desk.book.put(document([{ words: 'The witness is called Ivan' }], 'a.example'), olena),
      )
      good(
        await desk.judging.judge(
          id,
          0,
          { verdict: 'rejected', basis: 'other', reason: 'Invented', event: 'auto' },
          olena,
        ),
      )
      clock.advance(31 * 24 * hour)
      // The sweep is asked by the clock; what it does is waited for by what it leaves.
      for (
        let i = 0;
        i < 200 && (await desk.views.whole(good(await desk.core.document(id)))).content !== null;
        i++
      )
        await new Promise((resolve) => setImmediate(resolve))
      const whole = await desk.views.whole(good(await desk.core.document(id)))
      assert.deepEqual([whole.content, whole.title, whole.text, whole.state], [null, null, 'erased', 'done'])
      assert.deepEqual(whole.statements, [])
      const [fact] = (await store.ledger.readStream(`evidence:${id}`)).slice(-1)
      assert.equal(fact!.data['verdict'], 'rejected')
      await close()
    })

    const inSteps = async (desk: EvidenceDesk, done: (step: string) => void) => {
      const lines = (words: string, value: number): Line[] => [
        { words, event: 'casualties', area: 'north', counts: [{ value, unit: 'injured' }] },
      ]
      const a = good(
        await desk.book.put(document(lines('Two people were hurt', 2), 'a.example'), olena),
      ).document
      done('a')
      const b = good(
        await desk.book.put(document(lines('Five people were hurt', 5), 'b.example'), olena),
      ).document
      done('b')
      const judge = (id: DocumentId, event: 'auto' | 'new' | EvidenceEventId) =>
        desk.judging.judge(id, 0, { verdict: 'accepted', basis: 'other', event }, olena)
      const one = good(await judge(a, 'auto')).judged['0']!.joined!
      done('judged a')
      const two = good(await judge(b, 'new')).judged['0']!.joined!
      done('judged b')
      if (one !== two) good(await desk.events.merge(one, [two], 'The same', olena))
      done('merged')
      return { a, b, one }
    }

    test('loses nothing that was acknowledged, wherever the machine stops, and goes on where it was', async () => {
      const measured = await (await newPlace()).open()
      const counting = stopping(measured, Number.POSITIVE_INFINITY)
      const first = deskOn(counting, virtualClock(start))
      await inSteps(first, () => {})
      const writes = counting.writes()
      await first.stop()
      await closed(measured)
      assert.ok(writes > 20)
      const step = options.stops === 'everywhere' ? 1 : 13
      for (let stop = 0; stop < writes; stop += step) {
        const at = await newPlace()
        const store = await at.open()
        const dying = deskOn(stopping(store, stop), virtualClock(start))
        const acknowledged: string[] = []
        await assert.rejects(
          inSteps(dying, (one) => acknowledged.push(one)),
          Stopped,
        )
        await closed(store)
        const world = await open(at)
        const { desk } = world
        // What was acknowledged is there, and listed where it belongs.
        good(await desk.book.put(document([{ words: `After stop ${stop}` }], 'later.example'), olena))
        const all = await listed(desk, 'all')
        const facts = await world.store.ledger.read(beginning, 1_000)
        const taken = facts
          .filter(({ type }) => type === 'evidence-taken')
          .map(({ stream }) => stream.slice(9))
        assert.deepEqual(all, taken.toSorted(), `the list is the ledger after stop ${stop}`)
        for (const [i, name] of ['a', 'b'].entries())
          if (acknowledged.includes(name)) assert.ok(taken.length > i, `${name} after stop ${stop}`)
        // And the same is done again to the end: each document once, one event with both.
        const { a, b, one } = await inSteps(desk, () => {})
        assert.deepEqual(await listed(desk, 'done'), [a, b].toSorted())
        const event = good(await desk.core.event(one))
        assert.deepEqual(
          event.members.map(({ claim }) => claim),
          [`${a}/0`, `${b}/0`].toSorted(),
          `stop ${stop}`,
        )
        const events = (await desk.eventPage({ limit: 10 })).rows.flatMap(({ members }) => members)
        assert.equal(events.length, 2, `each claim in one event after stop ${stop}`)
        await world.close()
      }
    })
  })
}

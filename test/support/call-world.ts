/** Call-outs of a whole system in memory, by a clock that the test moves: nothing is real but what the test brings. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  minute,
  plus,
  recordingLog,
  second,
  virtualClock,
  type ActorId,
  type AlertId,
  type Instant,
  type PersonId,
} from '#base'
import type { LineDesk } from '#channels'
import type { CallOut, Callee, Opening, Responder, Skill } from '#response'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { readPack } from '../../src/areas/pack.fs.ts'
import type { Pager } from '../../src/people/calling/call.http.ts'
import { parseAuthority } from '../../src/server/authority.ts'
import { openCallOuts, type CallOuts } from '../../src/server/callout-open.node.ts'
import type { PostPush } from '../../src/server/callout-push.ts'
import { openInMemory } from '../../src/server/in-memory.ts'

const root = join(import.meta.dirname, '..', '..')
const pack = await readPack(join(root, 'packs', 'lipetsk', 'pack.json'))
const authority = parseAuthority(
  JSON.parse(readFileSync(join(root, 'packs', 'lipetsk', 'authority.json'), 'utf8')),
)
assert.ok(pack.ok && authority.ok)
const parts = { authority: authority.value, areas: pack.value.areas, mode: 'drill' } as const

export const olena = 'olena' as PersonId
export const by = { by: olena, via: 'key:olena' } as const

export interface CallWorldOptions {
  readonly begins?: Instant
  readonly desks?: readonly LineDesk[]
  readonly pager?: Pager
  readonly push?: PostPush
}

export async function callWorld(options: CallWorldOptions = {}) {
  const clock = virtualClock(options.begins ?? ('2026-11-23T00:40:00.000Z' as Instant))
  const log = recordingLog()
  let callOuts: CallOuts | undefined
  let calling: Awaited<ReturnType<CallOuts['begin']>> | undefined
  const system = await openInMemory({
    ...{ ...parts, clock, log, channels: () => [] },
    openBeside: async (opened) => {
      callOuts = await openCallOuts(opened, {
        recipients: { desks: options.desks ?? [] },
        pager: options.pager,
        push: options.push ?? (async () => ({ kind: 'gone' })),
        publicUrl: () => 'https://warn.example.org',
      })
      return (calling = await callOuts.begin())
    },
  })
  assert.ok(callOuts !== undefined && calling !== undefined)
  const { desk, teams } = callOuts
  return {
    ...{ system, clock, log, callOuts, desk },
    caughtUp: () => calling!.caughtUp(),
    /** Moves the clock in steps, and lets everything that falls due be done before the next. */
    async pass(minutes: number, step = 30 * second) {
      for (let moved = 0; moved < minutes * minute; moved += step) {
        clock.advance(step)
        await turn()
        await calling!.caughtUp()
      }
    },
    async responder(id: string, more: Partial<Responder> = {}) {
      const kept = await teams.putResponder(
        {
          ...{ id: id as PersonId, name: id, language: 'en', skills: ['diver' as Skill], account: null },
          ...{ lines: { pager: 'yes' }, ...more },
        },
        by,
      )
      assert.ok(kept.ok)
    },
    async alert(): Promise<AlertId> {
      const drafted = await system.desk.order(
        {
          ...{ type: 'draft', mode: 'drill', threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId },
          ...{ level: 'red' as LevelId, areas: ['gn:465724' as never] },
        },
        olena as ActorId,
      )
      assert.ok(drafted.ok, JSON.stringify(drafted))
      const { id } = drafted.value.alert
      assert.ok((await system.desk.order({ type: 'issue', alert: id }, olena as ActorId)).ok)
      return id
    },
    clear: (alert: AlertId) => system.desk.order({ type: 'all-clear', alert }, olena as ActorId),
    opening: (more: Partial<Opening> = {}): Opening => ({
      ...{ mode: 'drill', alert: null, until: plus(clock.now(), 240 * minute) },
      ...{ quotas: [{ skills: ['diver' as Skill], wanted: 1 }], circles: [[callee('dana')]] },
      ...{ widenAfter: 10 * minute, repeatEvery: 2 * minute, ...more },
    }),
    async open(says: string, opening: Opening): Promise<CallOut> {
      const opened = await desk.open(opening, says, by)
      assert.ok(opened.ok, JSON.stringify(opened))
      return opened.value
    },
    close: () => system.close(),
  }
}

export type CallWorld = Awaited<ReturnType<typeof callWorld>>

export function callee(name: string): Callee {
  return { person: name as PersonId, skills: ['diver' as Skill] }
}

export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

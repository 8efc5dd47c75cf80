/** A small country with Hebrew names whose alerts live by the product's own rules, seen as the dialects see it. */
import assert from 'node:assert/strict'
import {
  decide,
  defaultPolicy,
  emptyWorld,
  streamOf,
  type AlertCommand,
  type AlertContent,
  type Applied,
  type Texts,
} from '#alerts'
import { buildHierarchy, type Area, type AreaCode, type Hierarchy } from '#areas'
import { minute, plus, type ActorId, type AlertId, type Instant, type Mode } from '#base'
import { emptySpans, type DialectGround, type Picture } from '#dialects'
import type { Fact, Seq } from '#ledger'
import { shippedThreatBook, type Gravity, type LadderId, type LevelId, type ThreatId } from '#threats'

const place = (code: string, parent: string | null, he: string, tzevaadom?: string): Area => ({
  ...{ code: code as AreaCode, parent: parent as AreaCode | null },
  ...{ kind: parent === null ? 'region' : 'settlement', names: { en: code, he }, divided: 'wholly' },
  ...(tzevaadom === undefined ? {} : { codes: { tzevaadom } }),
})

export const coast: readonly Area[] = [
  place('coast', null, 'החוף'),
  place('harbour', 'coast', 'הנמל', '101'),
  place('lighthouse', 'coast', 'המגדלור', '102'),
  place('hill', null, 'הגבעה'),
]

export interface Warn {
  readonly at: number
  readonly areas: readonly string[]
  readonly threat?: string
  readonly gravity?: Gravity
  readonly mode?: Mode
  readonly he?: string
}

export interface Night {
  readonly hierarchy: Hierarchy
  /** Minutes after 00:00 UTC. */
  moveTo(minutes: number): void
  issue(id: string, warn: Warn): Applied
  change(id: string, change: 'extended' | 'lowered' | 'raised' | 'renewed', warn: Warn): Applied
  end(id: string, how: 'clear' | 'retract' | 'lapse', at: number): Applied
  picture(): Picture
  readonly ground: DialectGround
}

const begins = '2026-11-22T22:00:00.000Z' as Instant
const said = (text: string): Texts => ({ 90: text, 360: `${text}.`, 1395: `${text}.` })
const modes: readonly Mode[] = ['live', 'drill']

export function night(areas: readonly Area[] = coast): Night {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  const hierarchy = built.value
  const world = emptyWorld()
  const spans = emptySpans()
  let seq = 0
  let now = begins
  const at = (minutes: number) => plus(begins, minutes * minute)
  const wordingOf = (he: string | undefined, text: string) => ({
    texts: { en: said(text), ...(he === undefined ? {} : { he: said(he) }) },
    missing: [],
  })
  const contentOf = ({ areas: codes, threat = 'drone', gravity = 'danger', he }: Warn): AlertContent => ({
    ...{ issuer: { en: 'Centre' }, threat: threat as ThreatId, ladder: 'all-hazards' as LadderId },
    level: (gravity === 'danger' ? 'warning' : 'advice') as LevelId,
    step: { gravity, height: gravity === 'danger' ? 3 : 1 },
    areas: codes.map((code) => ({
      ...{ code: code as AreaCode, names: hierarchy.get(code as AreaCode)!.names, shape: null },
    })),
    wording: wordingOf(he, `${threat} ${gravity}`),
    ...{ renewForMinutes: 60, channels: 'all' as const },
  })
  const act = (id: string, command: AlertCommand): Applied => {
    const alert = id as AlertId
    const rules = { policy: defaultPolicy.drill, contains: hierarchy.contains }
    const before = world.alert(alert)
    const decided = decide(before, command, rules)
    assert.ok(decided.ok, JSON.stringify(decided))
    let last: Applied | undefined
    for (const fact of decided.value) {
      seq += 1
      const whole = {
        ...fact,
        stream: streamOf(alert),
        seq: seq as Seq,
        version: seq,
        previous: '',
        hash: '',
      }
      last = world.apply(whole as unknown as Fact)
      spans.apply([whole as unknown as Fact])
    }
    now = command.at
    return last!
  }
  const by = 'olena' as ActorId
  return {
    hierarchy,
    moveTo: (minutes) => void (now = at(minutes)),
    issue(id, warn) {
      act(id, { type: 'draft', mode: warn.mode ?? 'live', content: contentOf(warn), by, at: at(warn.at) })
      return act(id, { type: 'issue', by, at: at(warn.at) })
    },
    change: (id, change, warn) =>
      act(id, { type: 'change', change, content: contentOf(warn), by, at: at(warn.at) }),
    end(id, how, when) {
      const wording = wordingOf('חזרה לשגרה', 'Over')
      return act(id, { type: how, wording, reason: 'It is over there.', by, at: at(when) } as AlertCommand)
    },
    picture: () => ({
      ...{ state: String(seq), seq, shownAt: now, hierarchy, board: world.board },
      alerts: [...world.inForce()]
        .filter(({ mode }) => modes.includes(mode))
        .toSorted((a, b) => (a.issuedAt < b.issuedAt ? -1 : 1)),
    }),
    ground: {
      ...{ now: () => now, timeZone: 'Asia/Jerusalem', languages: ['en'], sender: 'centre@example.org' },
      ...{ issuer: { en: 'Centre' }, book: shippedThreatBook(), publicUrl: () => '', baseUrl: () => '' },
      mode: 'live' as const,
      history: async () => spans.all().filter(({ mode }) => modes.includes(mode)),
      ports: undefined as never,
    },
  }
}

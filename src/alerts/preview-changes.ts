/** What an order alters of what stands, one change at a time, so that a reader sees each before and after. */
import type { AreaCode, Hierarchy } from '#areas'
import type { Instant } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'
import {
  textLengths,
  type Alert,
  type AlertContent,
  type FrozenArea,
  type TextLength,
  type Wording,
} from './alert.ts'
import { without } from './compose-in-force.ts'
import { codesOf } from './content.ts'

interface Step {
  readonly ladder: LadderId
  readonly level: LevelId
  readonly height: number
}

export type ForeseenChange =
  | { readonly what: 'threat'; readonly before: ThreatId; readonly after: ThreatId }
  | { readonly what: 'level'; readonly before: Step; readonly after: Step }
  | { readonly what: 'areas-added' | 'areas-removed'; readonly areas: readonly AreaCode[] }
  | { readonly what: 'renew-by'; readonly before: Instant | null; readonly after: Instant | null }
  | {
      readonly what: 'text'
      readonly language: string
      readonly length: TextLength
      readonly before: string | null
      readonly after: string | null
    }
  | {
      readonly what: 'channels'
      readonly before: readonly string[] | 'all'
      readonly after: readonly string[] | 'all'
    }

/** `said` is what people are told instead of `before`'s words; none where nothing stood. */
export function changesOf(
  alert: Alert,
  heard: Exclude<Alert, { status: 'none' }>,
  before: AlertContent | null,
  said: Wording | undefined,
  hierarchy: Hierarchy,
): readonly ForeseenChange[] {
  if (before === null) return []
  const after = heard.content
  const changes: ForeseenChange[] = []
  if (before.threat !== after.threat)
    changes.push({ what: 'threat', before: before.threat, after: after.threat })
  if (before.ladder !== after.ladder || before.level !== after.level)
    changes.push({ what: 'level', before: stepOf(before), after: stepOf(after) })
  const still = heard.status === 'ended' ? [] : after.areas
  const added = heard.status === 'ended' ? [] : leftOf(after.areas, before.areas, hierarchy)
  if (added.length > 0) changes.push({ what: 'areas-added', areas: added })
  const removed = alert.status === 'ended' ? [] : leftOf(before.areas, still, hierarchy)
  if (removed.length > 0) changes.push({ what: 'areas-removed', areas: removed })
  const was = alert.status === 'issued' ? alert.renewBy : null
  const is = heard.status === 'issued' ? heard.renewBy : null
  if (was !== is) changes.push({ what: 'renew-by', before: was, after: is })
  if (JSON.stringify(before.channels) !== JSON.stringify(after.channels))
    changes.push({ what: 'channels', before: before.channels, after: after.channels })
  return [...changes, ...textChanges(before.wording, said ?? after.wording)]
}

function stepOf({ ladder, level, step }: AlertContent): Step {
  return { ladder, level, height: step.height }
}

/** What of `areas` is not in `gone`, taken apart where only a part of one is; whole where its parts are not all known. */
function leftOf(
  areas: readonly FrozenArea[],
  gone: readonly FrozenArea[],
  hierarchy: Hierarchy,
): readonly AreaCode[] {
  const codes = codesOf(gone)
  const same = new Set(codes)
  return codesOf(areas).flatMap((code) => {
    if (same.has(code)) return []
    const left = without([code], codes, { hierarchy })
    if (left.ok) return left.value
    return left.problem.code === 'areas/nothing-left' ? [] : [code]
  })
}

function textChanges(before: Wording, after: Wording): ForeseenChange[] {
  const languages = new Set([...Object.keys(before.texts), ...Object.keys(after.texts)])
  return [...languages].flatMap((language) =>
    textLengths.flatMap((length) => {
      const was = before.texts[language]?.[`${length}`] ?? null
      const is = after.texts[language]?.[`${length}`] ?? null
      return was === is ? [] : [{ what: 'text', language, length, before: was, after: is } as const]
    }),
  )
}

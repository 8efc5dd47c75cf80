/** The content of an alert from an officer's terms: known threat and level, frozen areas, a time within reason, the words. */
import { sayWholes, type AreaCode } from '#areas'
import { between, minute, ok, refuse, type Instant, type Mode, type Result } from '#base'
import { speaksOf, type Level, type LadderId, type LevelId, type ThreatBook, type ThreatId } from '#threats'
import type { AlertContent, FrozenArea, FrozenStep } from './alert.ts'
import { freezeAreas } from './content.ts'
import type { DraftOrder } from './order.ts'
import type { Asked, Here } from './surroundings.ts'

export function composeContent(
  order: Omit<DraftOrder, 'type' | 'mode' | 'alert'>,
  asked: Asked,
  mode: Mode,
  around: Here,
): Result<AlertContent> {
  const step = stepOf(order.threat, order.ladder, order.level, around.book)
  if (!step.ok) return step
  const areas = frozen(order.areas, around)
  if (!areas.ok) return areas
  const standing = standingMinutes(order, asked.at, around)
  if (!standing.ok) return standing
  const { threat, ladder, level } = order
  const { issuer } = around
  const wording = around.speak({
    ...{
      kind: 'warning',
      reason: 'issued',
      mode,
      threat,
      ladder,
      level,
      issuer,
      areas: areas.value,
      at: around.at,
      stillInForce: [],
    },
    ...(order.texts === undefined ? {} : { texts: order.texts }),
  })
  if (!wording.ok) return wording
  return ok({
    ...{ issuer, threat, ladder, level, step: step.value, areas: areas.value, wording: wording.value },
    renewForMinutes: standing.value,
    channels: order.channels ?? 'all',
    ...(order.restsOn === undefined ? {} : { restsOn: order.restsOn }),
  })
}

/** The areas as they are now, said most shortly: all districts of an oblast are the oblast. What isn't on the map is refused. */
export function frozen(codes: readonly AreaCode[], { hierarchy, hashOfShape }: Here): Result<FrozenArea[]> {
  if (codes.length === 0) return refuse('alerts/no-areas', { at: 'areas' })
  const unknown = codes.findIndex((code) => hierarchy.get(code) === undefined)
  if (unknown >= 0)
    return refuse('areas/unknown', {
      at: `areas[${unknown}]`,
      text: codes[unknown] as string,
      names: 'nothing',
      suggestions: [],
    })
  return ok(freezeAreas(hierarchy, sayWholes(hierarchy, codes), hashOfShape))
}

/** What the level means, if the ladder has it and words for the threat. */
export function stepOf(
  threat: ThreatId,
  ladder: LadderId,
  level: LevelId,
  book: ThreatBook,
): Result<FrozenStep> {
  if (book.threat(threat) === undefined)
    return refuse('alerts/unknown-threat', {
      at: 'threat',
      threat,
      known: book.threats().map((one) => one.id),
    })
  const spoken = book.ladder(ladder)
  if (spoken === undefined)
    return refuse('alerts/unknown-ladder', {
      at: 'ladder',
      ladder,
      known: book.ladders().map((one) => one.id),
    })
  const step: Level | undefined = book.level(ladder, level)
  if (step === undefined)
    return refuse('alerts/unknown-level', {
      at: 'level',
      ladder,
      level,
      known: spoken.levels.map((one) => one.id),
    })
  if (!speaksOf(spoken, threat)) return refuse('alerts/ladder-has-no-words', { at: 'threat', threat, ladder })
  const { gravity, height, siren } = step
  return ok({ gravity, height, ...(siren === undefined ? {} : { siren }) })
}

function standingMinutes(
  order: Pick<DraftOrder, 'renewForMinutes' | 'renewBy'>,
  at: Instant,
  around: Here,
): Result<number> {
  if (order.renewBy === undefined) return ok(order.renewForMinutes ?? around.renewForMinutes)
  const wait = between(at, order.renewBy)
  if (wait <= 0) return refuse('alerts/expiry-in-the-past', { at: 'renewBy', renewBy: order.renewBy })
  return ok(Math.max(1, Math.round(wait / minute)))
}

/** How Home Assistant names steps: by their ids, so that an automation goes on working when somebody rewords a ladder. */
import type { LineNow } from '#alerts'
import type { LadderId, LevelId, ThreatBook } from '#threats'

export const noLevel = 'none'
/** For a step that the ladders here don't have any more: what it means is frozen in the alert. */
const byGravity = ['advisory', 'danger'] as const

/** All that the sensor may ever say: of the authority’s own ladder `red`, of others `eu-alert:level-2`. */
export function levelOptions(book: Pick<ThreatBook, 'ladders'>, own: LadderId): readonly string[] {
  const ladders = [...book.ladders()].toSorted((a, b) => Number(b.id === own) - Number(a.id === own))
  const named = ladders.flatMap(({ id, levels }) => levels.map((level) => stepName(id, level.id, own)))
  return [...new Set([noLevel, ...named, ...byGravity])]
}

export function levelOf(
  { ladder, level, gravity }: Pick<LineNow, 'ladder' | 'level' | 'gravity'>,
  book: Pick<ThreatBook, 'level'>,
  own: LadderId,
): string {
  return book.level(ladder, level) === undefined ? gravity : stepName(ladder, level, own)
}

function stepName(ladder: LadderId, level: LevelId, own: LadderId): string {
  return ladder === own && (level as string) !== noLevel ? level : `${ladder}:${level}`
}

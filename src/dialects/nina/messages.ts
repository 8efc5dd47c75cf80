/** What of an alert can be read as a message: the one that stands, the end for as long as it is shown, and all that came before. */
import { isEnd, type Issued, type Notice } from '#alerts'
import { epochMilliseconds, hour, type NoticeId } from '#base'
import type { Seq } from '#ledger'
import type { DialectGround, Picture } from '../dialect.ts'
import { alertOfWarning } from './warning-id.ts'

interface Messages {
  /** The oldest first; without those that told a part it was over while the rest went on. */
  readonly all: readonly Notice[]
  /** What the warning's own address answers; undefined once its end has been shown for an hour. */
  readonly now: Notice | undefined
}

/** As long as CAP messages of ends say themselves. */
const endShownFor = hour

export async function messagesOf(
  id: string,
  { alerts }: Picture,
  ground: DialectGround,
): Promise<Messages | undefined> {
  const alert = alertOfWarning(id)
  if (alert === undefined) return undefined
  const told = ((await ground.told?.(alert)) ?? []).filter(
    (notice) => notice.id === `${notice.alert}.${notice.revision}`,
  )
  const standing = alerts.find((one) => one.id === alert)
  if (standing !== undefined) {
    // What was told since the picture was made is not in it yet.
    const all = told.filter(({ revision }) => revision <= standing.revision)
    const now = all.find(({ revision }) => revision === standing.revision) ?? standingNotice(standing)
    return { all: all.includes(now) ? all : [...all, now], now }
  }
  const last = told.at(-1)
  if (last === undefined) return undefined
  const shown = isEnd(last) && epochMilliseconds(ground.now()) - epochMilliseconds(last.at) < endShownFor
  return { all: told, now: shown ? last : undefined }
}

/** As it stands, without the reason it was last told of, which only its own notice knows. */
export function standingNotice(alert: Issued): Notice {
  const { id, revision, revisedAt, issuedAt, mode, renewBy, content } = alert
  const { issuer, threat, ladder, level, step, areas, wording, channels } = content
  return {
    id: `${id}.${revision}` as NoticeId,
    ...{ alert: id, revision, seq: 0 as Seq, at: revisedAt, since: issuedAt, mode, renewBy },
    ...(revision > 1
      ? { kind: 'update' as const, reason: 'updated' as const }
      : { kind: 'warning' as const, reason: 'issued' as const }),
    ...{ issuer, threat, ladder, level, gravity: step.gravity, areas, loudFor: [], wording, channels },
  }
}

/** The messages of this installation as apps know them: which stand for a box, and which message an id stands for. */
import { isEnd, statusOf, type FrozenArea, type Issued, type Notice } from '#alerts'
import type { Bounds, Hierarchy } from '#areas'
import { hour, plus, type AlertId, type Instant } from '#base'
import { fpasAlertId, type FpasAlertId, type PublishedAs, type TileFeature } from '#dialects'
import { messageStream } from '#exchange'
import { openAudience, type Audience } from '#targeting'
import type { Publishing } from './publishing.ts'
import type { System } from './system.ts'

export interface FpasAlerts {
  idOf(message: PublishedAs): FpasAlertId
  /** Of the message that a notice is published in. */
  idOfNotice(notice: Pick<Notice, 'id' | 'relayed'>): FpasAlertId
  /** Of the message that said before this notice that its alert stands; undefined where nobody knows one. */
  idBefore(notice: Pick<Notice, 'alert' | 'revision' | 'relayed'>): FpasAlertId | undefined
  /** What stands for a box, and what ended there within the hour that its message is shown. */
  within(box: Bounds): readonly FpasAlertId[]
  /** What stands, each area for itself, as it is drawn on apps’ maps. */
  shapes(): readonly TileFeature[]
  /** The message, as far as it is among the newest ten thousand of the installation's own mode. */
  find(id: string): Promise<PublishedAs | undefined>
  lastPublishedAt(): Instant | undefined
}

/** As long as the messages of ends say themselves (`expires`). */
const endShownFor = hour
const mostKnown = 10_000
const readAtOnce = 500

export function openFpasAlerts(system: System, publishing: Publishing): FpasAlerts {
  const { world, clock, authority, areas, config } = system
  const { recent, archive } = publishing
  const known = new Map<string, PublishedAs>()

  const idOf = (message: PublishedAs) => fpasAlertId(message, authority.sender)
  const publishedIn = ({ id, relayed }: Pick<Notice, 'id' | 'relayed'>): PublishedAs =>
    relayed === undefined
      ? { kind: 'own', id }
      : { kind: 'relayed', id: messageStream(relayed as never).slice('message:'.length) }
  /** What says that an alert stands. */
  const saidBy = ({ id, revision, content: { relayed } }: Issued): PublishedAs =>
    publishedIn({ id: `${id}.${revision}` as Notice['id'], ...(relayed === undefined ? {} : { relayed }) })
  const know = ({ kind, id }: PublishedAs): FpasAlertId => {
    const uuid = idOf({ kind, id })
    if (!known.has(uuid)) {
      if (known.size >= 2 * mostKnown) known.delete(known.keys().next().value as string)
      known.set(uuid, { kind, id })
    }
    return uuid
  }

  // One reader at a time, and everything it asks is asked without a pause in between.
  let asking: { readonly map: Hierarchy; readonly audience: Audience } | undefined
  const audience = () => {
    const map = areas.hierarchy()
    if (asking?.map !== map) asking = { map, audience: openAudience(map) }
    return asking.audience
  }
  const within = (box: Bounds): FpasAlertId[] => {
    const reader = audience()
    if (!reader.put(0, [{ kind: 'box', ...box }]).ok) return []
    const concerns = (list: readonly FrozenArea[]) => reader.inAreas(list.map(({ code }) => code)).length > 0
    const standing = [...world.inForce()].filter(
      ({ mode, content }) => mode === config.mode && concerns(content.areas),
    )
    const goesOn = new Set<AlertId>(standing.map(({ id }) => id))
    const oldest = plus(clock.now(), -endShownFor)
    const ends = new Map<AlertId, Notice>()
    for (const notice of recent.all())
      if (isEnd(notice) && notice.at > oldest && notice.mode === config.mode && !goesOn.has(notice.alert))
        if (concerns(notice.areas)) ends.set(notice.alert, notice)
    return [...standing.map(saidBy), ...[...ends.values()].map(publishedIn)].map(know)
  }

  let read = 0
  const readOn = async () => {
    const count = await archive.count(config.mode)
    for (read = Math.max(read, count - mostKnown); read < count;) {
      const entries = await archive.entries(config.mode, read, Math.min(readAtOnce, count - read))
      if (entries.length === 0) return
      for (const entry of entries) know(entry)
      read += entries.length
    }
  }
  let reading: Promise<void> | undefined
  return {
    ...{ idOf, within },
    shapes: () =>
      [...world.inForce()]
        .filter(({ mode }) => mode === config.mode)
        .flatMap((alert) => {
          const level = system.book.level(alert.content.ladder, alert.content.level)
          const properties = {
            ...{ id: know(saidBy(alert)), msg_type: alert.revision > 1 ? 'Update' : 'Alert' },
            ...{ status: statusOf(alert.mode), urgency: level?.urgency ?? 'Unknown' },
            severity: level?.severity ?? 'Unknown',
          }
          return alert.content.areas.flatMap(({ code }) => {
            const shape = areas.hierarchy().get(code)?.shape
            return shape === undefined ? [] : { shape, properties }
          })
        }),
    idOfNotice: (notice) => idOf(publishedIn(notice)),
    idBefore({ alert, revision, relayed }) {
      const before = recent
        .all()
        .findLast((one) => one.alert === alert && one.revision < revision && !isEnd(one))
      if (before !== undefined) return idOf(publishedIn(before))
      // Older than what is at hand; each revision that stands has a notice of this name.
      return relayed === undefined && revision > 1
        ? idOf({ kind: 'own', id: `${alert}.${revision - 1}` })
        : undefined
    },
    async find(id) {
      const at = known.get(id)
      if (at !== undefined) return at
      // What was published a moment ago may not stand in the archive yet.
      for (const entry of recent.published(config.mode)) know(entry)
      for (const alert of world.inForce()) if (alert.mode === config.mode) know(saidBy(alert))
      if (!known.has(id)) await (reading ??= readOn().finally(() => (reading = undefined)))
      return known.get(id)
    },
    lastPublishedAt: () => recent.published(config.mode).at(-1)?.at,
  }
}

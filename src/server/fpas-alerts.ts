/** The messages of this installation as apps know them: which stand for a box, and which message an id stands for. */
import { isEnd, statusOf, type FrozenArea, type Issued, type Notice } from '#alerts'
import type { Bounds, Hierarchy } from '#areas'
import { hour, plus, type AlertId, type Instant } from '#base'
import { fpasAlertId, type FpasAlertId, type PublishedAs, type TileFeature } from '#dialects'
import { messageStream } from '#exchange'
import { openAudience, type Audience } from '#targeting'
import type { PublishedMessage } from './cap-archive.ts'
import { withoutPrefixes } from './fpas-cap.ts'
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
  /** The message without prefixes, as far as it is among the newest ten thousand of the installation's own mode. */
  message(id: string): Promise<PublishedMessage | undefined>
  lastPublishedAt(): Instant | undefined
}

/** As long as the messages of ends say themselves (`expires`). */
const endShownFor = hour
const mostKnown = 10_000
const readAtOnce = 500
/** Messages whose bytes stay in memory. */
const mostAtHand = 64

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
  const idBefore: FpasAlerts['idBefore'] = ({ alert, revision, relayed }) => {
    const before = recent
      .all()
      .findLast((one) => one.alert === alert && one.revision < revision && !isEnd(one))
    if (before !== undefined) return idOf(publishedIn(before))
    // Older than what is at hand; each revision that stands has a notice of this name.
    return relayed === undefined && revision > 1
      ? idOf({ kind: 'own', id: `${alert}.${revision - 1}` })
      : undefined
  }
  const countsStill = ({ at }: Notice) => at > plus(clock.now(), -endShownFor)
  /** The last end of each alert; read once for each state of the world, because everybody asks for it. */
  let ended: { readonly head: number; readonly notices: readonly Notice[] } | undefined
  const endsNow = (): readonly Notice[] => {
    if (ended?.head !== world.head()) {
      const notices = recent
        .all()
        .filter((one) => isEnd(one) && one.mode === config.mode && countsStill(one))
        // Another sender's alert that was ended here has no message that says so.
        .filter((one) => one.relayed === undefined || idBefore(one) !== idOf(publishedIn(one)))
      ended = { head: world.head(), notices }
    }
    return ended.notices.filter(countsStill)
  }
  const within = (box: Bounds): FpasAlertId[] => {
    const ends = endsNow()
    const inForce = [...world.inForce()].filter(({ mode }) => mode === config.mode)
    if (ends.length === 0 && inForce.length === 0) return []
    const reader = audience()
    if (!reader.put(0, [{ kind: 'box', ...box }]).ok) return []
    const concerns = (list: readonly FrozenArea[]) => reader.inAreas(list.map(({ code }) => code)).length > 0
    const standing = inForce.filter(({ content }) => concerns(content.areas))
    const goesOn = new Set<AlertId>(standing.map(({ id }) => id))
    const over = new Map<AlertId, Notice>()
    for (const end of ends) if (!goesOn.has(end.alert) && concerns(end.areas)) over.set(end.alert, end)
    return [...standing.map(saidBy), ...[...over.values()].map(publishedIn)].map(know)
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
  const find = async (id: string): Promise<PublishedAs | undefined> => {
    const at = known.get(id)
    if (at !== undefined) return at
    // What was published a moment ago may not stand in the archive yet.
    for (const entry of recent.published(config.mode)) know(entry)
    for (const alert of world.inForce()) if (alert.mode === config.mode) know(saidBy(alert))
    if (!known.has(id)) await (reading ??= readOn().finally(() => (reading = undefined)))
    return known.get(id)
  }
  /** After a push every phone asks for the same message at once. */
  const atHand = new Map<string, Promise<PublishedMessage | undefined>>()
  const readable = async ({ kind, id }: PublishedAs) => {
    const found = await archive[kind](id)
    return found === undefined || kind === 'own' ? found : withoutPrefixes(found)
  }
  return {
    ...{ idOf, idBefore, within },
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
    message(id) {
      const hot = atHand.get(id)
      if (hot !== undefined) return hot
      const read = find(id).then((at) => (at === undefined ? undefined : readable(at)))
      if (atHand.size >= mostAtHand) atHand.delete(atHand.keys().next().value as string)
      atHand.set(id, read)
      // Only what was found stays: it may be published in a moment.
      const forget = () => void atHand.delete(id)
      read.then((message) => message ?? forget(), forget)
      return read
    },
    lastPublishedAt: () => recent.published(config.mode).at(-1)?.at,
  }
}

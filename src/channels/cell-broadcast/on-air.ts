/** What one alert has on the air of one network, and what it should have: decided here, carried out by the channel. */
import { isEnd, type Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { between, ok, plus, refuse, second, type AlertId, type Instant, type Mode, type Result } from '#base'
import { additionalLanguageId, classOf, idsFor } from './message-id.ts'
import { classFor, messagesOf, type Variant } from './messages.ts'
import type { Network } from './network.ts'
import { nextCode, nextUpdate } from './serial.ts'

/** One message as it should be heard. */
export interface Wanted {
  readonly messageId: number
  readonly variant: Variant
  readonly languages: readonly string[]
  readonly update: number
  readonly dcs: number
  readonly pages: readonly string[]
}

/** One message that the centre was asked for. Written down before it is asked. */
export interface Air extends Wanted {
  /** `asked`: it may be heard or not; `stopped`: the centre has none, and an order may still be on its way there. */
  readonly state: 'asked' | 'on-air' | 'stopped'
  /** Orders to broadcast it that nobody answered, and when the last one went out. */
  readonly unanswered: number
  readonly askedAt: Instant
  /** When an order to stop went out that nobody answered: late, it would stop what stands under the identifier by then. */
  readonly stopUnansweredAt?: Instant
  /** When the network stops by itself, whatever becomes of us. */
  readonly standsUntil: Instant
}

export interface OnAir {
  readonly network: string
  readonly alert: AlertId
  readonly mode: Mode
  /** The message code, the same through all versions. */
  readonly code: number
  readonly update: number
  /** The newest notice that was acted on. */
  readonly notice: string
  readonly revision: number
  readonly standing: 'goes-on' | 'stopped'
  readonly category: 'normal' | 'high_priority'
  readonly standsUntil: Instant
  readonly wanted: readonly Wanted[]
  readonly airs: readonly Air[]
  readonly leftOut: readonly string[]
  /** Identifiers that the centre holds for somebody else. */
  readonly foreign: readonly number[]
  readonly changedAt: Instant
}

/** In place of a message code, where nothing was ever broadcast. */
const notGiven = -1

export function keyOf({ network, alert, mode }: Pick<OnAir, 'network' | 'alert' | 'mode'>): string {
  return `${network}/${alert}/${mode}`
}

/** How long an order that nobody answered may still reach the centre: beyond any patience of what lies between. */
export const doubtFor = 60 * second

export interface Around {
  readonly contains: (outer: AreaCode, inner: AreaCode) => boolean
  /** Where the alert goes on, by the ledger. */
  readonly goesOnIn: (alert: AlertId) => readonly AreaCode[]
  /** Everything else on this network, whatever alert it is of. */
  readonly others: readonly OnAir[]
  /** The last message code given on this network. */
  readonly lastCode: number
  readonly at: Instant
}

type Why =
  | 'cell-broadcast/overtaken'
  | 'cell-broadcast/wider-than-warned'
  | 'cell-broadcast/nothing-to-say'
  | 'cell-broadcast/id-taken'

/**
 * What should be on the air once this notice is heard. The same notice again changes nothing. A refusal leaves what is there,
 * but for `wider-than-warned`, which is only given where nothing of the alert is on the air.
 */
export function decide(
  known: OnAir | undefined,
  notice: Notice,
  network: Network,
  around: Around,
): Result<OnAir | undefined, Why> {
  if (known?.notice === notice.id && !known.wanted.some(({ messageId }) => known.foreign.includes(messageId)))
    return ok(known)
  if (known !== undefined && notice.revision < known.revision) return refuse('cell-broadcast/overtaken')
  // The end of a revision's one part and the rest of it share its number; a whole end is the last there is.
  if (known?.standing === 'stopped' && !isEnd(notice) && notice.revision <= known.revision)
    return refuse('cell-broadcast/overtaken')
  if (isEnd(notice)) {
    if (goesOnHere(notice, network, around)) return ok(known)
    return ok(stopped(known, notice, network, around))
  }
  // A level without a sound ends what rang; whoever it is for has other channels.
  if (notice.siren === undefined) return ok(stopped(known, notice, network, around))
  if (network.forAPart === 'hold' && !isWhole(notice, network, around))
    return known === undefined || known.airs.length === 0
      ? refuse('cell-broadcast/wider-than-warned')
      : ok(stopped(known, notice, network, around))
  return wanting(known, notice, network, around)
}

function wanting(
  known: OnAir | undefined,
  notice: Notice,
  network: Network,
  around: Around,
): Result<OnAir, Why> {
  const said = messagesOf(notice, network)
  if (!said.ok) return said
  const base = baseId(known, notice, network, around)
  if (base === undefined) return refuse('cell-broadcast/id-taken')
  const coded = known !== undefined && known.code >= 0 ? known : undefined
  const code = coded?.code ?? nextCode(around.lastCode, new Set(around.others.map((other) => other.code)))
  if (code === undefined) return refuse('cell-broadcast/id-taken')
  const wanted = said.value.messages.map((message) => ({
    ...message,
    messageId: message.variant === 'local' ? base : additionalLanguageId(base),
  }))
  // What reads the same is the same: a phone that has it stays quiet when a renewal puts it on the air again.
  const before = (one: Omit<Wanted, 'update'>) =>
    coded?.wanted.find((known) => readsAs(known) === readsAs(one))
  const isNew = wanted.some((one) => before(one) === undefined)
  const update = coded === undefined ? 0 : isNew ? nextUpdate(coded.update) : coded.update
  return ok({
    ...head(notice, network),
    ...{ code, update, standing: 'goes-on' as const, leftOut: said.value.leftOut, changedAt: around.at },
    category: notice.mode === 'live' && notice.gravity === 'danger' ? 'high_priority' : 'normal',
    standsUntil: notice.renewBy ?? around.at,
    wanted: wanted.map((one) => ({ ...one, update: before(one)?.update ?? update })),
    airs: known?.airs ?? [],
    foreign: known?.foreign ?? [],
  })
}

/** Nothing is wanted any more. Remembered even where nothing was on the air: what comes later of the alert is overtaken. */
function stopped(known: OnAir | undefined, notice: Notice, network: Network, around: Around): OnAir {
  return {
    ...{ code: notGiven, update: 0, category: 'normal' as const, airs: [], foreign: [] },
    ...known,
    ...head(notice, network),
    ...{
      standing: 'stopped' as const,
      wanted: [],
      leftOut: [],
      standsUntil: around.at,
      changedAt: around.at,
    },
  }
}

function head(notice: Notice, { id }: Pick<Network, 'id'>) {
  const { alert, mode, revision } = notice
  return { network: id, alert, mode, revision, notice: notice.id as string }
}

const readsAs = ({ messageId, dcs, pages }: Pick<Wanted, 'messageId' | 'dcs' | 'pages'>) =>
  `${messageId}/${dcs}/${pages.join()}`

/** The identifier of the local language: the one it has while that is of the fittest class that is free, else the first free one. */
function baseId(
  known: OnAir | undefined,
  notice: Notice,
  network: Network,
  around: Around,
): number | undefined {
  const taken = new Set(
    around.others.flatMap(({ wanted, airs }) => [...wanted, ...airs].map((it) => it.messageId)),
  )
  for (const id of known?.foreign ?? []) taken.add(id)
  const free = idsFor(notice.mode, classFor(notice, network)).filter(
    (id) => !taken.has(id) && !taken.has(additionalLanguageId(id)),
  )
  const own = known?.wanted.find(({ variant }) => variant === 'local')?.messageId
  const [best] = free
  if (own !== undefined && best !== undefined && free.includes(own) && classOf(own)?.of === classOf(best)?.of)
    return own
  return best
}

function isWhole(notice: Notice, network: Network, { contains }: Around): boolean {
  return network.areas.every((own) => notice.areas.some(({ code }) => contains(code, own)))
}

/** Whether an end leaves the alert standing somewhere on this network. */
function goesOnHere(notice: Notice, network: Network, { contains, goesOnIn }: Around): boolean {
  if (notice.reason !== 'areas-cleared' && !notice.id.endsWith('e')) return false
  return goesOnIn(notice.alert).some((area) =>
    network.areas.some((own) => contains(area, own) || contains(own, area)),
  )
}

/** Whether an order of ours that nobody answered may still be on its way. */
export function isSettled(
  air: Pick<Air, 'unanswered' | 'askedAt' | 'stopUnansweredAt'>,
  at: Instant,
): boolean {
  const isOver = (since: Instant) => between(plus(since, doubtFor), at) >= 0
  return (
    (air.unanswered === 0 || isOver(air.askedAt)) &&
    (air.stopUnansweredAt === undefined || isOver(air.stopUnansweredAt))
  )
}

/** The centre said that it broadcasts it, and an order from before may have changed that since. */
function isDoubtful({ unanswered, stopUnansweredAt }: Air): boolean {
  return unanswered > 0 || stopUnansweredAt !== undefined
}

/**
 * What to ask the centre for next, each about another identifier, so that all may be asked at once: first what bears a wanted
 * identifier and is not what it should be is stopped, then it is started, and when all that is wanted is there the rest is
 * stopped. `again` asks for what should be there already, once no earlier order can undo it any more: a centre that has it
 * says so, and a phone that has it stays quiet.
 */
export type Step =
  | { readonly does: 'stop'; readonly air: Air }
  | { readonly does: 'start' | 'again'; readonly wanted: Wanted }

export function nextSteps({ wanted, airs, standsUntil }: OnAir, at: Instant): readonly Step[] {
  const first = wanted.flatMap((one): Step[] => {
    const air = airs.find(({ messageId }) => messageId === one.messageId)
    // By now a late order has come through or never will: what it may have begun is stopped, or it would pass for somebody else's.
    if (air !== undefined && isOnceMore(air, at)) return [{ does: 'stop', air }]
    if (air === undefined || air.state === 'stopped') return [{ does: 'start', wanted: one }]
    const isThere =
      air.state === 'on-air' &&
      air.update === one.update &&
      readsAs(air) === readsAs(one) &&
      air.standsUntil >= standsUntil
    if (!isThere) return [{ does: 'stop', air }]
    return isDoubtful(air) && isSettled(air, at) ? [{ does: 'again', wanted: one }] : []
  })
  if (first.length > 0) return first
  return airs
    .filter(({ messageId }) => !wanted.some((one) => one.messageId === messageId))
    .filter((air) => air.state !== 'stopped' || isOnceMore(air, at))
    .map((air) => ({ does: 'stop', air }))
}

/** Stopped already, and an order from before may have begun it again since. */
function isOnceMore(air: Air, at: Instant): boolean {
  return air.state === 'stopped' && air.unanswered > 0 && isSettled(air, at)
}

/** Whether time alone has made something to do: what is over and still there, or what was in doubt and can be looked at. */
export function isLeftOver({ standing, airs }: OnAir, at: Instant): boolean {
  return airs.some((air) =>
    standing === 'stopped'
      ? air.state !== 'stopped' || isSettled(air, at)
      : isDoubtful(air) && isSettled(air, at),
  )
}

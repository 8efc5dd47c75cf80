/**
 * What every dialect sees of this installation: the board in the modes it can say, made anew when that changes, and what was in
 * force before. Bytes that are the same for everybody are made once for each state of the board.
 */
import { noticesOf, streamOf, type Applied, type BoardView, type Issued } from '#alerts'
import type { Hierarchy } from '#areas'
import { epochMilliseconds, minute, sha256, type Instant, type Mode } from '#base'
import {
  beginningOfHistory,
  emptySpans,
  routerOf,
  type Dialect,
  type DialectGround,
  type DialectPorts,
  type Picture,
  type Router,
  type Span,
  type Spans,
} from '#dialects'
import type { Fact, Follower, Seq } from '#ledger'
import { lastChange, readLastChanges } from './dialect-dates.ts'
import type { System } from './system.ts'

/** One dialect as it is served here. */
export interface Face {
  readonly dialect: Dialect
  readonly router: Router
  readonly ground: DialectGround
  picture(): Picture
}

export interface DialectDesk {
  readonly faces: readonly Face[]
  face(id: string): Face | undefined
  /** Called with what happened in a dialect's modes, once the picture shows it. */
  onNews(face: Face, listen: (applied: Applied) => void): void
  /** Resolves once every picture has its date. */
  readonly dated: Promise<void>
  close(): Promise<void>
}

export interface DialectParts {
  readonly dialects: readonly Dialect[]
  readonly ports: DialectPorts
  readonly publicUrl: () => string
  /** Where a dialect's addresses begin, with the host or port that the settings give it. */
  readonly baseUrl: (id: string) => string
}

export function openDialectDesk(
  system: System,
  { dialects, ports, publicUrl, baseUrl }: DialectParts,
): DialectDesk {
  const { authority, clock } = system
  const history = openHistory(system)
  const pictures = new Map<string, ReturnType<typeof openPicture>>()
  const pictureIn = (modes: readonly Mode[]) => {
    const name = modes.join(' ')
    let found = pictures.get(name)
    if (found === undefined) pictures.set(name, (found = openPicture(system, modes)))
    return found
  }
  const faces = dialects.map((dialect): Face => {
    const { id, modes } = dialect
    return {
      dialect,
      router: routerOf(dialect),
      picture: pictureIn(modes).now,
      ground: {
        now: () => clock.now(),
        mode: system.config.mode,
        ...{ timeZone: authority.timeZone, languages: authority.languages, sender: authority.sender },
        ...{ issuer: authority.issuer, ports, publicUrl, baseUrl: () => baseUrl(id) },
        get book() {
          return system.book
        },
        history: () => history.of(modes),
        importedAt: () => history.importedAt(),
        told: async (alert) => {
          const facts = await system.ledger.readStream(streamOf(alert))
          return facts.flatMap(noticesOf).filter(({ mode }) => modes.includes(mode))
        },
      },
    }
  })
  const dated = datePictures(system, [...pictures.values()])
  const listeners: { readonly modes: readonly Mode[]; readonly listen: (applied: Applied) => void }[] = []
  system.onApplied((all) => {
    for (const picture of pictures.values()) picture.applied(all)
    for (const { modes, listen } of listeners)
      for (const one of all) if (modes.includes(one.fact.mode) && changesBoard(one)) listen(one)
  })
  return {
    faces,
    face: (id) => faces.find(({ dialect }) => dialect.id === id),
    dated,
    onNews: ({ dialect }, listen) => void listeners.push({ modes: dialect.modes, listen }),
    close: () => history.close(),
  }
}

function changesBoard({ before, after }: Applied): boolean {
  return (
    before.status === 'issued' || after.status === 'issued' || (after.status === 'ended' && before !== after)
  )
}

function openPicture(system: System, modes: readonly Mode[]) {
  const { world, areas } = system
  const within = ({ mode }: { readonly mode: Mode }) => modes.includes(mode)
  /** Another server's pictures, and those before a restart, are other ones. */
  const origin = sha256(`${system.ledger.id} ${system.startedAt} ${modes.join(' ')}`).slice(0, 8)
  let seq: number = world.head()
  const changes = lastChange(modes)
  /** What happened while it was read what happened before. */
  let meanwhile: Fact[] | undefined = []
  let oldest: Instant | undefined
  let made: Picture | undefined
  let turn = 0

  const make = (hierarchy: Hierarchy): Picture => {
    turn += 1
    const alerts = [...world.inForce()].filter(within).toSorted(oldestFirst)
    const board: BoardView = {
      *lines() {
        for (const line of world.board.lines()) if (within(line)) yield line
      },
      linesAt: (area) => world.board.linesAt(area).filter(within),
      *endings() {
        for (const line of world.board.endings()) if (within(line)) yield line
      },
      endingsAt: (area) => world.board.endingsAt(area).filter(within),
    }
    const shownAt = changes.at ?? oldest ?? system.startedAt
    const { datedAt = shownAt } = changes
    return { state: `${origin}-${turn}`, seq, shownAt, datedAt, alerts, board, hierarchy }
  }
  return {
    modes,
    /** What happened before this server began to listen, oldest first. */
    apply: (fact: Fact) => changes.apply(fact),
    isDated(from: Instant | undefined) {
      for (const fact of meanwhile ?? []) changes.apply(fact)
      meanwhile = undefined
      oldest = from
      made = undefined
    },
    applied(all: readonly Applied[]) {
      const before = changes.datedAt
      for (const { fact } of all)
        if (meanwhile === undefined) changes.apply(fact)
        else meanwhile.push(fact)
      const last = all.findLast((one) => within(one.fact) && changesBoard(one))
      if (last !== undefined) seq = last.fact.seq
      if (last !== undefined || changes.datedAt !== before) made = undefined
    },
    now(): Picture {
      const hierarchy = areas.hierarchy()
      if (made !== undefined && made.hierarchy !== hierarchy) {
        seq = Math.max(seq, world.head())
        made = undefined
      }
      return (made ??= make(hierarchy))
    },
  }
}

/** What this server has folded lies before what it is told of from now on. */
async function datePictures(
  { ledger, world, log }: Pick<System, 'ledger' | 'world' | 'log'>,
  pictures: readonly ReturnType<typeof openPicture>[],
): Promise<void> {
  if (pictures.length === 0) return
  let oldest: Instant | undefined
  try {
    ;({ oldest } = await readLastChanges(ledger, world.head(), pictures))
  } catch (error) {
    log.warn('When the dialects’ pictures last changed could not be read', { why: String(error) })
  }
  for (const picture of pictures) picture.isDated(oldest)
}

function oldestFirst(a: Issued, b: Issued): number {
  return a.issuedAt < b.issuedAt ? -1 : a.issuedAt > b.issuedAt ? 1 : a.id < b.id ? -1 : 1
}

/** Read from the ledger when somebody first asks, then kept up with it. */
function openHistory(system: System) {
  const { ledger, clock } = system
  let opening: Promise<{ readonly spans: Spans; readonly follower: Follower }> | undefined
  let forgottenAt = 0
  let told: { readonly all: readonly Span[]; readonly byModes: Map<string, readonly Span[]> } | undefined

  const open = async () => {
    const spans = emptySpans()
    const after = await lastBefore(ledger, beginningOfHistory(clock.now()))
    const follower = ledger.follow(after, (facts) => spans.apply(facts))
    await follower.caughtUp()
    return { spans, follower }
  }
  /** With everything that is in the ledger. */
  const whole = async (): Promise<Spans> => {
    // A ledger that could not be read now may be readable for the next who asks.
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    const { spans, follower } = await opening
    await follower.caughtUp()
    return spans
  }
  return {
    importedAt: async () => (await whole()).importedAt(),
    async of(modes: readonly Mode[]): Promise<readonly Span[]> {
      const spans = await whole()
      const now = epochMilliseconds(clock.now())
      if (now - forgottenAt > minute) {
        forgottenAt = now
        spans.forgetBefore(beginningOfHistory(clock.now()))
      }
      const all = spans.all()
      if (told?.all !== all) told = { all, byModes: new Map() }
      const name = modes.join(' ')
      let found = told.byModes.get(name)
      if (found === undefined) {
        found = all.filter(({ mode }) => modes.includes(mode))
        told.byModes.set(name, found)
      }
      return found
    },
    async close() {
      const opened = await opening?.catch(() => undefined)
      await opened?.follower.close()
    },
  }
}

/** The last fact before an instant; facts stand in the order of time. */
async function lastBefore(ledger: Pick<System['ledger'], 'read' | 'head'>, at: Instant): Promise<Seq> {
  let [low, high] = [0, (await ledger.head()).seq as number]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const [fact] = (await ledger.read((middle - 1) as Seq, 1)) as readonly [Fact?]
    if (fact === undefined || fact.at >= at) high = middle - 1
    else low = middle
  }
  return low as Seq
}

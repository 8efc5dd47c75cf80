/** Keeps sites, takes readings, and looks once a minute what is news: each piece of it a fact, and an alarm laid before a person. */
import {
  epochMilliseconds,
  hour,
  day,
  minute,
  ok,
  refuse,
  system as theSystem,
  type ActorId,
  type JsonObject,
  type PersonId,
  type Result,
} from '#base'
import type { Fact } from '#ledger'
import {
  checkSite,
  decideWatch,
  evolveWatch,
  nothingTold,
  readingStoreOver,
  take,
  type Heard,
  type Judgement,
  type Presence,
  type ReadingRows,
  type ReadingStore,
  type Site,
  type SiteAlarmId,
  type SiteFact,
  type SiteId,
  type Statement,
  type StationId,
  type Told,
  type WatchState,
} from '#sites'
import type { ThreatId } from '#threats'
import type { OrderedBy } from './ordered-by.ts'
import type { SightingDesk } from './sightings.ts'
import { openSiteBook, type KeptSite, type SiteBook } from './site-book.ts'
import { openSiteWatch } from './site-watch.ts'
import type { System } from './system.ts'

export interface SiteDesk {
  readonly book: SiteBook
  readonly store: Pick<ReadingStore, 'read' | 'rollups'>
  keep(site: Site, by: OrderedBy): Promise<Result<KeptSite>>
  remove(id: string, by: OrderedBy): Promise<Result<void>>
  attach(id: string, said: Pick<Statement, 'kind' | 'evidence'>, by: OrderedBy): Promise<Result<KeptSite>>
  /** Durable when it resolves. `sinceMs` is given by an import of the past, which is kept and not judged. */
  give(
    heard: readonly Heard[],
    sinceMs?: number,
  ): Promise<{ readonly kept: number; readonly told: readonly Told[] }>
  endAlarm(id: string, alarm: string, reason: string, by: OrderedBy): Promise<Result<void>>
  /** What has been told of a site: the same on every server. */
  toldOf(id: SiteId): WatchState
  /** As this server last saw it; empty where another one decides. */
  seenOf(station: StationId): { readonly judgement?: Judgement; readonly presence?: Presence }
  /** Looks now; on the server that decides it does so every minute. */
  look(): Promise<void>
  stop(): Promise<void>
}

const stream = 'sites'
/** A month and more of single readings, ten years of roll-ups. */
const readingsKept = 40 * day
const rollupsKept = 3_653 * day
/** What a site's alarm is laid before the duty room as; a dam's has no threat of its own here. */
const threatOf: { readonly [kind in Site['kind']]: ThreatId | null } = {
  'nuclear-plant': 'radiation' as ThreatId,
  'measuring-network': 'radiation' as ThreatId,
  'chemical-works': 'chemical' as ThreatId,
  dam: null,
}

export async function openSiteDesk(
  system: System,
  rows: ReadingRows,
  sightings: Pick<SightingDesk, 'enter'>,
): Promise<SiteDesk> {
  const { clock, ids, log, config } = system
  const book = await openSiteBook(system)
  const store = readingStoreOver(rows)
  const watch = openSiteWatch(store, clock, (id) => book.station(id)?.station)
  const told = new Map<SiteId, WatchState>()
  const apply = (fact: Fact) => {
    if (fact.stream !== stream) return
    const said = { ...fact.data, type: fact.type } as unknown as SiteFact
    if (fact.type === 'site-removed') told.delete(said.site)
    else told.set(said.site, evolveWatch(told.get(said.site) ?? nothingTold, said) ?? nothingTold)
  }
  for (const fact of await system.ledger.readStream(stream)) apply(fact)
  system.onApplied((applied) => applied.forEach(({ fact }) => apply(fact)))

  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: two at once would each write over what the other one did. */
  const inTurn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const done = last.then(act)
    last = done.catch(() => undefined)
    return done
  }
  const note = async (type: string, data: JsonObject, by?: OrderedBy): Promise<Result<void>> => {
    const fact = await system.note({ stream, type, mode: config.mode, data, ...by })
    if (fact === undefined) return refuse('ledger/cannot-write', { why: 'it was not taken' })
    await system.folded(fact.seq)
    return ok()
  }
  const tell = ({ type, ...data }: SiteFact, by?: OrderedBy) => note(type, data as unknown as JsonObject, by)

  /** An alarm proposes: it stands among what was told to the duty room, from where a person drafts, or doesn't. */
  const propose = async (site: Site, stations: readonly StationId[]) => {
    const names = stations.slice(0, 5).map((id) => book.station(id)?.station.name ?? id)
    const more = stations.length > names.length ? ` and ${stations.length - names.length} more` : ''
    const enter = (text: string) =>
      sightings.enter(
        {
          ...{ text, at: clock.now(), threat: threatOf[site.kind], area: null, headingDegrees: null },
          ...site.at,
        },
        { by: theSystem as ActorId as PersonId, via: 'site' },
      )
    const what = 'values are raised. See the site before anything is drafted.'
    const named = await enter(`${site.name}, ${names.join(', ')}${more}: ${what}`)
    // A name of a place may read like somebody's.
    const entered = named.ok ? named : await enter(`Site ${site.id}: ${what}`)
    if (!entered.ok) log.error('A site’s alarm could not be laid before the duty room', { site: site.id })
  }

  let seen: {
    readonly judgements: ReadonlyMap<StationId, Judgement>
    readonly presences: ReadonlyMap<StationId, Presence>
  } = { judgements: new Map(), presences: new Map() }
  const lookNow = async () => {
    const sites = book.all().map(({ site }) => site)
    const stations = sites.flatMap((site) => site.stations)
    const wereDark = new Set([...told.values()].flatMap(({ dark }) => [...dark.keys()]))
    await watch.prepare(stations, wereDark)
    const looked = watch.look(stations)
    const judgements = new Map(looked.judgements.map((one) => [one.station, one]))
    seen = { judgements, presences: looked.presences }
    for (const site of sites) {
      const own = site.stations.map(({ id }) => id)
      const decided = decideWatch(told.get(site.id) ?? nothingTold, site.id, {
        ...{ type: 'look', next: ids.next('site-alarm') as SiteAlarmId },
        judgements: own.flatMap((id) => judgements.get(id) ?? []),
        presences: new Map(
          own.flatMap((id) => {
            const presence = looked.presences.get(id)
            return presence === undefined ? [] : [[id, presence] as const]
          }),
        ),
      })
      if (!decided.ok) continue
      for (const fact of decided.value) {
        const noted = await tell(fact)
        if (!noted.ok) return
        if (fact.type === 'site-alarm-raised') await propose(site, fact.stations)
      }
    }
  }
  let prunedAtMs = 0
  const prune = async () => {
    const now = epochMilliseconds(clock.now())
    if (now - prunedAtMs < hour) return
    prunedAtMs = now
    await store.prune({ readingsMs: now - readingsKept, rollupsMs: now - rollupsKept })
  }
  const work = () =>
    inTurn(async () => {
      if (system.decides() === 'other' || book.all().length === 0) return
      await lookNow()
      await prune()
    })
  let [stopped, callOff] = [false, () => {}]
  const again = () => {
    callOff = clock.after(minute, () => {
      void work()
        .catch((error: Error) => log.error('The sites could not be looked at', { why: error.message }))
        .then(() => {
          if (!stopped) again()
        })
    })
  }
  again()

  return {
    ...{ book, store },
    keep: (site, by) =>
      inTurn(async () => {
        const checked = checkSite(site)
        if (!checked.ok) return checked
        const elsewhere = site.stations.find(({ id }) => (book.station(id)?.site.id ?? site.id) !== site.id)
        if (elsewhere !== undefined)
          return refuse('sites/bad-site', {
            at: 'stations',
            why: `the station ${elsewhere.id} belongs to another site`,
          })
        const before = book.find(site.id)
        const kept = { site: checked.value, statements: before.ok ? before.value.statements : [] }
        await book.put(kept)
        const noted = await note('site-kept', { site: site.id, stations: site.stations.length }, by)
        if (noted.ok) return ok(kept)
        await (before.ok ? book.put(before.value) : book.remove(site.id))
        return noted
      }),
    remove: (id, by) =>
      inTurn(async () => {
        const found = book.find(id)
        if (!found.ok) return found
        await book.remove(found.value.site.id)
        const noted = await note('site-removed', { site: id }, by)
        if (!noted.ok) await book.put(found.value)
        return noted
      }),
    attach: (id, said, by) =>
      inTurn(async () => {
        const found = book.find(id)
        if (!found.ok) return found
        const statement: Statement = { id: ids.next('statement'), at: clock.now(), ...said }
        const kept = { ...found.value, statements: [statement, ...found.value.statements] }
        await book.put(kept)
        const noted = await note(
          'site-statement-attached',
          { site: id, kind: said.kind, evidence: said.evidence },
          by,
        )
        if (noted.ok) return ok(kept)
        await book.put(found.value)
        return noted
      }),
    async give(heard, sinceMs) {
      const taken = take(heard, book.quantityOf, epochMilliseconds(clock.now()), sinceMs)
      await store.write(taken.readings)
      if (sinceMs === undefined) watch.heard(taken)
      return { kept: taken.readings.length, told: taken.told }
    },
    endAlarm: (id, alarm, reason, by) =>
      inTurn(async () => {
        const found = book.find(id)
        if (!found.ok) return found
        const site = found.value.site.id
        const decided = decideWatch(told.get(site) ?? nothingTold, site, {
          ...{ type: 'end-alarm', alarm: alarm as SiteAlarmId, reason },
        })
        if (!decided.ok) return decided
        for (const fact of decided.value) {
          const noted = await tell(fact, by)
          if (!noted.ok) return noted
        }
        return ok()
      }),
    toldOf: (id) => told.get(id) ?? nothingTold,
    seenOf(station) {
      const [judgement, presence] = [seen.judgements.get(station), seen.presences.get(station)]
      return { ...(judgement && { judgement }), ...(presence && { presence }) }
    },
    look: work,
    async stop() {
      stopped = true
      callOff()
      await last
    },
  }
}

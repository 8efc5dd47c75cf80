/** Keeps sites, takes readings, and looks once a minute what is news: each piece of it a fact, and an alarm laid before a person. */
import {
  oneAfterAnother,
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
import {
  checkSite,
  decideWatch,
  readingStoreOver,
  take,
  type Baseline,
  type Heard,
  type Judgement,
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
import type { OrderedBy } from './ordered-by.ts'
import type { SightingDesk } from './sightings.ts'
import { openSiteBook, type KeptSite, type SiteBook } from './site-book.ts'
import { proposeAlert } from './site-proposal.ts'
import { openSiteTold, sitesStream, type SiteTold } from './site-told.ts'
import { openSiteWatch, type Latest } from './site-watch.ts'
import type { System } from './system.ts'

export interface SiteDesk {
  readonly book: SiteBook
  readonly store: Pick<ReadingStore, 'read' | 'rollups'>
  /** When each station was dark, and why as it was told. */
  readonly history: SiteTold['history']
  /** When each was part of an alarm. */
  readonly alarms: SiteTold['alarms']
  keep(site: Site, by: OrderedBy): Promise<Result<KeptSite>>
  remove(id: string, by: OrderedBy): Promise<Result<void>>
  attach(id: string, said: Pick<Statement, 'kind' | 'evidence'>, by: OrderedBy): Promise<Result<KeptSite>>
  /** Durable when it resolves. `sinceMs` is given by an import of the past, which is kept and not judged. */
  give(
    heard: readonly Heard[],
    sinceMs?: number,
  ): Promise<{ readonly kept: number; readonly told: readonly Told[] }>
  /** As a link says of itself; until it says so again. */
  linkIs(link: string, state: 'up' | 'down'): void
  endAlarm(id: string, alarm: string, reason: string, by: OrderedBy): Promise<Result<void>>
  /** What has been told of a site: the same on every server. */
  toldOf(id: SiteId): WatchState
  /** As this server last saw it: empty until its first look, a minute after its start at most. */
  seenOf(station: StationId): SeenStation
  /** Looks now; every server does so each minute, and only the one that decides tells what it sees. */
  look(): Promise<void>
  stop(): Promise<void>
}

/** How a station was judged, the newest that is at hand of it, and what is usual there. */
export interface SeenStation {
  readonly judgement?: Judgement
  readonly latest?: Latest
  readonly usual?: Baseline
}

/** A month and more of single readings, ten years of roll-ups. */
const readingsKept = 40 * day
const rollupsKept = 3_653 * day
export async function openSiteDesk(
  system: System,
  rows: ReadingRows,
  sightings: Pick<SightingDesk, 'enter'>,
): Promise<SiteDesk> {
  const { clock, ids, log, config } = system
  const book = await openSiteBook(system)
  const store = readingStoreOver(rows, (error) =>
    log.error('Readings could not be folded; they are kept, and it is tried again', { why: String(error) }),
  )
  const watch = openSiteWatch(store, clock, (id) => book.station(id)?.station)
  const told = await openSiteTold(system)

  /** One after the other: two at once would each write over what the other one did. */
  const inTurn = oneAfterAnother()
  const note = async (type: string, data: JsonObject, by?: OrderedBy): Promise<Result<void>> => {
    const fact = await system.note({ stream: sitesStream, type, mode: config.mode, data, ...by })
    if (fact === undefined) return refuse('ledger/cannot-write', { why: 'it was not taken' })
    await system.folded(fact.seq)
    return ok()
  }
  const tell = ({ type, ...data }: SiteFact, by?: OrderedBy) => note(type, data as unknown as JsonObject, by)

  /** An alarm proposes: a draft waits for a person, who sends it on or doesn’t. It is tried until it is known how it went. */
  const propose = async (site: Site) => {
    const { alarm } = told.of(site.id)
    if (alarm === null || alarm.proposed !== null || alarm.notProposed !== null) return
    const stations = alarm.stations.flatMap((id) => book.station(id)?.station ?? [])
    const over = stations.some(({ id, threshold }) => {
      const latest = watch.latestOf(id)
      return threshold !== null && latest !== undefined && latest.value >= threshold
    })
    const crosses = over ? 'threshold' : 'usual'
    const drafted = await proposeAlert(system, { site, alarm: alarm.id, stations, crosses })
    const about = { site: site.id, alarm: alarm.id }
    if (drafted.ok) return tell({ type: 'site-alert-proposed', ...about, alert: drafted.value })
    await layBefore(site, alarm.stations)
    return tell({ type: 'site-alert-not-proposed', ...about, why: drafted.problem.code })
  }
  /** Where nothing can be drafted it stands among what was told to the duty room. */
  const layBefore = async (site: Site, stations: readonly StationId[]) => {
    const names = stations.slice(0, 5).map((id) => book.station(id)?.station.name ?? id)
    const more = stations.length > names.length ? ` and ${stations.length - names.length} more` : ''
    const enter = (text: string) =>
      sightings.enter(
        { ...{ text, at: clock.now(), threat: null, area: null, headingDegrees: null }, ...site.at },
        { by: theSystem as ActorId as PersonId, via: 'site' },
      )
    const what = 'values are raised. See the site before anything is drafted.'
    const named = await enter(`${site.name}, ${names.join(', ')}${more}: ${what}`)
    // A name of a place may read like somebody's.
    const entered = named.ok ? named : await enter(`Site ${site.id}: ${what}`)
    if (!entered.ok) log.error('A site’s alarm could not be laid before the duty room', { site: site.id })
  }

  let judgements: ReadonlyMap<StationId, Judgement> = new Map()
  const lookNow = async () => {
    const sites = book.all().map(({ site }) => site)
    const stations = sites.flatMap((site) => site.stations)
    const mine = system.decides() === 'me'
    const wereDark = new Set([...told.all()].flatMap(({ dark }) => [...dark.keys()]))
    await (mine ? watch.prepare(stations, wereDark) : watch.follow(stations))
    const looked = await watch.look(stations)
    judgements = new Map(looked.judgements.map((one) => [one.station, one]))
    if (!mine) return
    for (const site of sites) {
      const own = site.stations.map(({ id }) => id)
      const decided = decideWatch(told.of(site.id), site.id, {
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
      }
      await propose(site)
    }
  }
  let prunedAtMs = 0
  const prune = async () => {
    const now = epochMilliseconds(clock.now())
    if (now - prunedAtMs < hour || system.decides() === 'other') return
    prunedAtMs = now
    await store.prune({ readingsMs: now - readingsKept, rollupsMs: now - rollupsKept })
  }
  const work = () =>
    inTurn(async () => {
      if (book.all().length === 0) return
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
    ...{ book, store, history: told.history, alarms: told.alarms },
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
    linkIs: (link, state) => watch.linkIs(link, state),
    endAlarm: (id, alarm, reason, by) =>
      inTurn(async () => {
        const found = book.find(id)
        if (!found.ok) return found
        const site = found.value.site.id
        const decided = decideWatch(told.of(site), site, {
          ...{ type: 'end-alarm', alarm: alarm as SiteAlarmId, reason },
        })
        if (!decided.ok) return decided
        for (const fact of decided.value) {
          const noted = await tell(fact, by)
          if (!noted.ok) return noted
        }
        return ok()
      }),
    toldOf: (id) => told.of(id),
    seenOf(station) {
      const [judgement, latest] = [judgements.get(station), watch.latestOf(station)]
      const usual = watch.usualOf(station)
      return { ...(judgement && { judgement }), ...(latest && { latest }), ...(usual && { usual }) }
    },
    look: work,
    async stop() {
      stopped = true
      callOff()
      await inTurn(async () => {})
    },
  }
}

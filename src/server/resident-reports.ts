/**
 * The desk of what residents tell: reports for an officer to judge, never alerts. Kept beside the ledger in the personal store, each
 * kind for its time; the ledger learns how many, and what an officer made of it.
 */
import type { AreaCode } from '#areas'
import { day, ok, plus, refuse, sha256, type Instant, type Result } from '#base'
import {
  contactKeptFor,
  isAlike,
  keptFor,
  longestContact,
  mayBeTogether,
  mostPhotosOfReport,
  openAllowances,
  openedBy,
  photosOf,
  takenBack,
  threatOfWhat,
  together,
  toldAgain,
  withPhoto,
  type Allowances,
  type KeptPhoto,
  type Photo,
  type ResidentReport,
  type SirenAnswer,
  type Telling,
  type Told,
} from '#reports'
import type { ThreatId } from '#threats'
import { keptForADay, type Aging } from './kept-for-a-day.ts'
import { withoutWhoTold } from './names-somebody.ts'
import type { OrderedBy } from './ordered-by.ts'
import { openDevices, type Devices } from './resident-reports-devices.ts'
import { openPhotos, type KeptPhotos } from './resident-reports-photos.ts'
import { openSirenAnswers, type SirenAnswers } from './resident-reports-sirens.ts'
import type { SightingDesk } from './sightings.ts'
import type { System } from './system.ts'

/** Its day is counted from the moment a day before it is over. */
interface Kept extends Aging, ResidentReport {}
interface KeptTelling extends Aging {
  readonly report: string
  readonly device: string | null
}
interface KeptContact extends Aging {
  readonly contact: string
}

/** By whom, as far as they say: `id` names this telling, `device` the phone; both are drawn by chance and known to its teller alone. */
export interface Teller {
  readonly id: string
  readonly device: string | undefined
}

export interface TellAnswer {
  /** `joined`: others told the same. `repeated`: it was here already. `overtaken`: a later answer of the same device counts. */
  readonly state: 'taken' | 'joined' | 'repeated' | 'overtaken'
  readonly late: Told['late']
  /** `yes`: numbers or addresses of people were taken out of the text. */
  readonly shortened: 'yes' | 'no'
}

export interface ToldOften {
  readonly area: AreaCode | null
  readonly kind: Told['kind']
  readonly times: number
}

export interface ResidentReportDesk {
  tell(told: Told, teller: Teller, contact: string | undefined): Promise<Result<TellAnswer>>
  hear(answer: SirenAnswer, late: Told['late'], teller: Teller): Promise<Result<TellAnswer>>
  addPhoto(telling: string, photo: Photo): Promise<Result<KeptPhoto>>
  takeBack(telling: string): Promise<Result<void, 'reports/unknown'>>
  /** The newest first. */
  list(): Promise<readonly ResidentReport[]>
  find(id: string): Promise<Result<ResidentReport, 'reports/unknown'>>
  photo(report: ResidentReport, hash: string): ReturnType<KeptPhotos['get']>
  contact(id: string): Promise<string | undefined>
  close(id: string, reason: string, by: OrderedBy): Promise<Result<ResidentReport>>
  merge(id: string, into: string, by: OrderedBy): Promise<Result<ResidentReport>>
  /** Enters it on the desk of sightings, in the officer’s words or in those of residents. */
  makeSighting(id: string, text: string | undefined, by: OrderedBy): Promise<Result<ResidentReport>>
  readonly sirens: SirenAnswers
  readonly allowances: Allowances
  /** Those that nobody has judged. */
  open(): number
  /** What was told since this was last asked: by area and kind, how often. */
  toldSince(): readonly ToldOften[]
  /** Changes whenever something is told, taken back or judged. */
  state(): string
  stop(): void
}

const mostReports = 20_000
const mostTellingsKept = 200_000

export async function openResidentReports(
  system: System,
  parts: { readonly sightings: Pick<SightingDesk, 'enter'>; readonly drawn: () => string },
): Promise<ResidentReportDesk> {
  const { clock, ids, config } = system
  const keeping = { ...pick(system), shelf: system.personal }
  const kept = await keptForADay<Kept>(keeping, 'resident-reports')
  const told = await keptForADay<KeptTelling>(keeping, 'resident-tellings')
  const contacts = await keptForADay<KeptContact>(keeping, 'resident-contacts')
  const photos = await openPhotos(system)
  const sirens = await openSirenAnswers(system)
  const devices: Devices = openDevices(system, parts.drawn)
  const allowances = openAllowances()
  let changes = 0
  let tellings = 0
  let since = new Map<string, ToldOften>()

  const until = (from: Instant, kind: Told['kind']) => plus(from, keptFor[kind] - day)
  const put = async (report: ResidentReport): Promise<ResidentReport> => {
    await kept.put({ ...report, freshAt: until(report.receivedAt, report.kind) })
    changes++
    return report
  }
  /** Which devices told what; those that did not say which they are may all be one. Read again once another server may have written. */
  let byReport = new Map<string, Set<string>>()
  let listedUnder: string | undefined
  const listed = (report: string) => {
    let some = byReport.get(report)
    if (some === undefined) byReport.set(report, (some = new Set()))
    return some
  }
  const devicesOf = async (...reports: readonly string[]): Promise<Set<string>> => {
    if (listedUnder !== 'me' || system.decides() !== 'me') {
      const all = await told.list()
      tellings = all.length
      byReport = new Map()
      for (const { report, device } of all) if (device !== null) listed(report).add(device)
      listedUnder = system.decides()
    }
    return new Set(reports.flatMap((report) => [...(byReport.get(report) ?? [])]))
  }
  const find = async (id: string): Promise<Result<ResidentReport, 'reports/unknown'>> => {
    const report = await kept.get(id)
    return report === undefined ? refuse('reports/unknown') : ok(withoutFreshness(report))
  }
  const findOpen = async (id: string): Promise<Result<ResidentReport>> => {
    const report = await find(id)
    if (!report.ok || report.value.state === 'open') return report
    return refuse('reports/judged-already', { report: id, state: report.value.state })
  }
  /** Kept first, so that whoever hears of it can read it; taken back if the fact can’t be written. */
  const judge = async (
    before: ResidentReport,
    after: ResidentReport,
    type: string,
    by: OrderedBy,
  ): Promise<Result<ResidentReport>> => {
    await put(after)
    const { id, kind, area, judged } = after
    const into = judged?.into
    const data = { report: id, kind, area, ...(into === undefined ? {} : { into }) }
    const fact = await system.note({ stream: `resident-report:${id}`, type, mode: config.mode, data, ...by })
    if (fact !== undefined) {
      await system.folded(fact.seq)
      return ok(after)
    }
    await put(before)
    return refuse('ledger/cannot-write', { why: 'it was not taken' })
  }

  /** One after the other: two who tell the same at once would be two reports. */
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const done = last.then(act)
    last = done.catch(() => undefined)
    return done
  }

  const takeIn = async (
    one: Told,
    teller: Teller,
    contact: string | undefined,
  ): Promise<Result<TellAnswer>> => {
    const now = clock.now()
    const id = sha256(teller.id)
    const text = withoutWhoTold(one.text)
    const shortened = text === one.text ? 'no' : 'yes'
    const answer = (state: TellAnswer['state']) => ok<TellAnswer>({ state, late: one.late, shortened })
    if ((await told.get(id)) !== undefined) return answer('repeated')
    const device = teller.device === undefined ? null : await devices.named(teller.device)
    const reports = kept.atHand()
    let found: ResidentReport | undefined
    for (const report of reports) if (isAlike(report, one, 'another')) found = report
    if (one.kind === 'help' && device !== null)
      for (const report of reports)
        if (isAlike(report, one, 'same') && (await devicesOf(report.id)).has(device)) found = report
    if (found === undefined) {
      const left = allowances.take(one.kind, one.place.area ?? '', now)
      if (left !== 'some') return refuse('reports/too-many', { seconds: left })
      if (reports.length >= mostReports) return refuse('reports/full', { seconds: 600 })
    }
    if (tellings >= mostTellingsKept) return refuse('reports/full', { seconds: 600 })
    const { seenAt, receivedAt, late, bearing, headingDegrees, place } = one
    const telling: Telling = {
      ...{ id, seenAt, receivedAt, late, text, bearing, headingDegrees, photo: null },
      ...{ at: place.at, precision: place.precision },
    }
    let report: ResidentReport
    if (found === undefined) report = openedBy(ids.next('resident'), one, telling)
    else {
      const some = await devicesOf(found.id)
      if (device !== null) some.add(device)
      report = toldAgain(withoutFreshness(found as Kept), telling, some.size)
    }
    if (contact !== undefined && contact.trim() !== '' && one.kind === 'help') {
      const freshAt = plus(now, contactKeptFor - day)
      await contacts.put({ id: report.id, contact: contact.trim().slice(0, longestContact), freshAt })
      report = { ...report, contact: 'kept' }
    }
    await put(report)
    // Last: what is sent again before this stood joins its own report, as its own device.
    await told.put({ id, report: report.id, device, freshAt: until(now, one.kind) })
    tellings++
    if (device !== null) listed(report.id).add(device)
    const key = `${one.kind} ${one.place.area ?? ''}`
    since.set(key, { area: one.place.area, kind: one.kind, times: (since.get(key)?.times ?? 0) + 1 })
    return answer(found === undefined ? 'taken' : 'joined')
  }

  await devicesOf()
  return {
    sirens,
    allowances,
    find,
    tell: (one, teller, contact) => inTurn(() => takeIn(one, teller, contact)),
    async hear(answer, late, teller) {
      const left = allowances.take('siren', answer.area, clock.now())
      if (left !== 'some') return refuse('reports/too-many', { seconds: left })
      // Who has no device to name is told apart by the form they sent.
      const device = await devices.named(teller.device ?? teller.id)
      const state = await sirens.tell(answer, teller.id, device)
      return state.ok ? ok({ state: state.value, late, shortened: 'no' }) : state
    },
    addPhoto: (telling, photo) =>
      inTurn(async () => {
        const id = sha256(telling)
        const of = await told.get(id)
        const report = of === undefined ? undefined : await kept.get(of.report)
        if (report === undefined || report.state !== 'open') return refuse('reports/unknown')
        const before = photosOf(report)
        const hash = sha256(photo.bytes)
        const known = before.find((one) => one.hash === hash)
        if (known !== undefined) {
          await put(withPhoto(withoutFreshness(report), id, known))
          return ok(known)
        }
        const left = allowances.take('photo', report.area ?? '', clock.now())
        if (left !== 'some') return refuse('reports/too-many', { seconds: left })
        const isShown = report.tellings.some((one) => one.id === id)
        if (before.length >= mostPhotosOfReport || !isShown) return refuse('reports/photos-full')
        const stored = await photos.keep(photo, plus(report.receivedAt, keptFor[report.kind]))
        if (stored.ok) await put(withPhoto(withoutFreshness(report), id, stored.value))
        return stored
      }),
    takeBack: (telling) =>
      inTurn(async () => {
        if ((await sirens.takeBack(telling)) === 'yes') return ok()
        const id = sha256(telling)
        const of = await told.get(id)
        const report = of === undefined ? undefined : await kept.get(of.report)
        if (of === undefined || report === undefined) return refuse('reports/unknown')
        await told.remove(id)
        listedUnder = undefined
        const photo = report.tellings.find((one) => one.id === id)?.photo
        const after = takenBack(withoutFreshness(report), id, (await devicesOf(report.id)).size)
        await put(report.state === 'open' ? after : { ...after, state: report.state })
        if (after.told === 0) await contacts.remove(report.id)
        if (photo !== undefined && photo !== null) {
          const stays = kept.atHand().some((one) => photosOf(one).some(({ hash }) => hash === photo.hash))
          if (!stays) await photos.forget([photo.hash])
        }
        return ok()
      }),
    async list() {
      const reports = await kept.list()
      return reports
        .filter(({ state }) => state !== 'taken-back')
        .map(withoutFreshness)
        .toSorted((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : a.lastSeenAt > b.lastSeenAt ? -1 : 0))
    },
    photo: async (report, hash) =>
      photosOf(report).some((one) => one.hash === hash) ? photos.get(hash) : undefined,
    contact: async (id) => (await contacts.get(id))?.contact,
    close: (id, reason, by) =>
      inTurn(async () => {
        const report = await findOpen(id)
        if (!report.ok) return report
        const judged = { at: clock.now(), reason: withoutWhoTold(reason) }
        return judge(report.value, { ...report.value, state: 'closed', judged }, 'resident-report-closed', by)
      }),
    merge: (id, into, by) =>
      inTurn(async () => {
        const [report, other] = [await findOpen(id), await findOpen(into)]
        if (!report.ok) return report
        if (!other.ok) return other
        if (!mayBeTogether(other.value, report.value))
          return refuse('reports/not-alike', { report: id, into })
        const both = together(other.value, report.value, (await devicesOf(id, into)).size)
        const judged = { at: clock.now(), into }
        const done = await judge(
          report.value,
          { ...report.value, state: 'merged', judged },
          'resident-report-merged',
          by,
        )
        if (!done.ok) return done
        // What is told or taken back from now on finds the report that it stands in.
        for (const one of await told.list()) if (one.report === id) await told.put({ ...one, report: into })
        listedUnder = undefined
        return ok(await put(both))
      }),
    makeSighting: (id, text, by) =>
      inTurn(async () => {
        const found = await findOpen(id)
        if (!found.ok) return found
        const report = found.value
        if (report.kind !== 'sighting') return refuse('reports/not-a-sighting', { report: id })
        const newest = report.tellings.at(-1)
        const said = [...new Set(report.tellings.map((one) => one.text).filter((one) => one !== ''))]
        const threat = threatOfWhat[report.what]
        const at = report.tellings.findLast((one) => one.at !== null)?.at
        const entered = await parts.sightings.enter(
          {
            text: (text ?? [report.what, ...said].join(' · ')).slice(0, 1_000),
            ...{ at: report.lastSeenAt, area: report.area, lon: at?.lon ?? null, lat: at?.lat ?? null },
            threat:
              threat !== undefined && system.book.threat(threat as ThreatId) !== undefined
                ? (threat as ThreatId)
                : null,
            headingDegrees:
              report.tellings.findLast((one) => one.headingDegrees !== null)?.headingDegrees ??
              newest?.headingDegrees ??
              null,
          },
          by,
        )
        if (!entered.ok) return entered
        const judged = { at: clock.now(), into: entered.value.id }
        return judge(report, { ...report, state: 'sighting', judged }, 'resident-report-made-a-sighting', by)
      }),
    open: () => kept.atHand().filter(({ state }) => state === 'open').length,
    toldSince() {
      const often = [...since.values()]
      since = new Map()
      return often
    },
    state: () => `${changes} ${sirens.state()}`,
    stop() {
      for (const one of [kept, told, contacts, photos, sirens]) one.close()
    },
  }
}

function withoutFreshness(kept: Kept): ResidentReport {
  const { freshAt: _, ...report } = kept
  return report
}

function pick({ clock, log, decides, onApplied }: System) {
  return { clock, log, decides, onApplied }
}

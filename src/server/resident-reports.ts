/**
 * The desk of what residents tell: reports for an officer to judge, never alerts. Kept beside the ledger in the personal store, each
 * kind for its time; the ledger learns how many, and what an officer made of it.
 */
import type { AreaCode } from '#areas'
import { oneAfterAnother, day, ok, plus, refuse, sha256, type Result } from '#base'
import {
  contactKeptFor,
  isAlike,
  keptFor,
  longestContact,
  mostPhotosOfReport,
  openAllowances,
  openedBy,
  photosOf,
  takenBack,
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
import { withoutWhoTold } from './names-somebody.ts'
import { openDevices, type Devices } from './resident-reports-devices.ts'
import { residentReportJudging, type ResidentReportJudging } from './resident-reports-judging.ts'
import { openKeptResidents, plainReport, type KeptReport } from './resident-reports-kept.ts'
import { openPhotos, type KeptPhotos } from './resident-reports-photos.ts'
import { openSirenAnswers, type SirenAnswers } from './resident-reports-sirens.ts'
import type { SightingDesk } from './sightings.ts'
import type { System } from './system.ts'

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

export interface ResidentReportDesk extends ResidentReportJudging {
  tell(told: Told, teller: Teller, contact: string | undefined): Promise<Result<TellAnswer>>
  hear(answer: SirenAnswer, late: Told['late'], teller: Teller): Promise<Result<TellAnswer>>
  addPhoto(telling: string, photo: Photo): Promise<Result<KeptPhoto>>
  takeBack(telling: string): Promise<Result<void, 'reports/unknown'>>
  /** The newest first. */
  list(): Promise<readonly ResidentReport[]>
  find(id: string): Promise<Result<ResidentReport, 'reports/unknown'>>
  photo(report: ResidentReport, hash: string): ReturnType<KeptPhotos['get']>
  contact(id: string): Promise<string | undefined>
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

export async function openResidentReports(
  system: System,
  parts: { readonly sightings: Pick<SightingDesk, 'enter'>; readonly drawn: () => string },
): Promise<ResidentReportDesk> {
  const { clock, ids } = system
  const kept = await openKeptResidents(system)
  const judging = residentReportJudging(system, kept, parts.sightings)
  const photos = await openPhotos(system, 'resident')
  const sirens = await openSirenAnswers(system)
  const devices: Devices = openDevices(system, parts.drawn)
  const allowances = openAllowances()
  let since = new Map<string, ToldOften>()

  /** One after the other: two who tell the same at once would be two reports. */
  const inTurn = oneAfterAnother()

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
    if ((await kept.tellings.get(id)) !== undefined) return answer('repeated')
    const device = teller.device === undefined ? null : await devices.named(teller.device)
    const reports = await kept.reports.list()
    let found: KeptReport | undefined
    for (const report of reports) if (isAlike(report, one, 'another')) found = report
    if (one.kind === 'help' && device !== null)
      for (const report of reports)
        if (isAlike(report, one, 'same') && (await kept.devicesOf(report.id)).has(device)) found = report
    if (found === undefined) {
      const left = allowances.take(one.kind, one.place.area ?? '', now)
      if (left !== 'some') return refuse('reports/too-many', { seconds: left })
      // Whoever needs help finds room, however much the others saw.
      const beside = reports.filter(({ kind }) => (kind === 'help') === (one.kind === 'help'))
      if (beside.length >= mostReports) return refuse('reports/full', { seconds: 600 })
    }
    if (await kept.isFull(one.kind)) return refuse('reports/full', { seconds: 600 })
    const { seenAt, receivedAt, late, bearing, headingDegrees, place } = one
    const telling: Telling = {
      ...{ id, seenAt, receivedAt, late, text, bearing, headingDegrees, photo: null },
      ...{ at: place.at, precision: place.precision },
    }
    let report: ResidentReport
    if (found === undefined) report = openedBy(ids.next('resident'), one, telling)
    else {
      const some = await kept.devicesOf(found.id)
      if (device !== null) some.add(device)
      report = toldAgain(plainReport(found), telling, some.size)
    }
    if (contact !== undefined && contact.trim() !== '' && one.kind === 'help') {
      const freshAt = plus(now, contactKeptFor - day)
      await kept.contacts.put({ id: report.id, contact: contact.trim().slice(0, longestContact), freshAt })
      report = { ...report, contact: 'kept' }
    }
    await kept.put(report)
    // Last: what is sent again before this stood joins its own report, as its own device.
    await kept.addTelling(id, report, device)
    const key = `${one.kind} ${one.place.area ?? ''}`
    since.set(key, { area: one.place.area, kind: one.kind, times: (since.get(key)?.times ?? 0) + 1 })
    return answer(found === undefined ? 'taken' : 'joined')
  }

  return {
    sirens,
    allowances,
    find: kept.find,
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
        const of = await kept.tellings.get(id)
        const report = of === undefined ? undefined : await kept.reports.get(of.report)
        if (report === undefined || report.state !== 'open') return refuse('reports/unknown')
        const before = photosOf(report)
        const hash = sha256(photo.bytes)
        const known = before.find((one) => one.hash === hash)
        if (known !== undefined) {
          await kept.put(withPhoto(plainReport(report), id, known))
          return ok(known)
        }
        const left = allowances.take('photo', report.area ?? '', clock.now())
        if (left !== 'some') return refuse('reports/too-many', { seconds: left })
        const isShown = report.tellings.some((one) => one.id === id)
        if (before.length >= mostPhotosOfReport || !isShown) return refuse('reports/photos-full')
        const stored = await photos.keep(photo, plus(report.receivedAt, keptFor[report.kind]))
        if (stored.ok) await kept.put(withPhoto(plainReport(report), id, stored.value))
        return stored
      }),
    takeBack: (telling) =>
      inTurn(async () => {
        if ((await sirens.takeBack(telling)) === 'yes') return ok()
        const id = sha256(telling)
        const of = await kept.tellings.get(id)
        const report = of === undefined ? undefined : await kept.reports.get(of.report)
        if (of === undefined || report === undefined) return refuse('reports/unknown')
        await kept.removeTelling(id)
        const photo = report.tellings.find((one) => one.id === id)?.photo
        const after = takenBack(plainReport(report), id, (await kept.devicesOf(report.id)).size)
        await kept.put(report.state === 'open' ? after : { ...after, state: report.state })
        if (after.told === 0) await kept.contacts.remove(report.id)
        if (photo !== undefined && photo !== null) {
          const stays = kept.reports
            .atHand()
            .some((one) => photosOf(one).some(({ hash }) => hash === photo.hash))
          if (!stays) await photos.forget([photo.hash])
        }
        return ok()
      }),
    async list() {
      const reports = await kept.reports.list()
      return reports
        .filter(({ state }) => state !== 'taken-back')
        .map(plainReport)
        .toSorted((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : a.lastSeenAt > b.lastSeenAt ? -1 : 0))
    },
    photo: async (report, hash) =>
      photosOf(report).some((one) => one.hash === hash) ? photos.get(hash) : undefined,
    contact: async (id) => (await kept.contacts.get(id))?.contact,
    close: (...asked) => inTurn(() => judging.close(...asked)),
    merge: (...asked) => inTurn(() => judging.merge(...asked)),
    makeSighting: (...asked) => inTurn(() => judging.makeSighting(...asked)),
    open: () => kept.reports.atHand().filter(({ state }) => state === 'open').length,
    toldSince() {
      const often = [...since.values()]
      since = new Map()
      return often
    },
    state: () => `${kept.changes()} ${sirens.state()}`,
    stop() {
      for (const one of [kept, photos, sirens]) one.close()
    },
  }
}

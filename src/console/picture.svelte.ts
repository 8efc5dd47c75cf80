/**
 * What is known now, for every screen: fetched whole at the start, then part by part as the live stream says what moved.
 * Long because each part of it is named, kept and fetched here.
 */
import { ask, serverNow, type Problem } from '../web/people/ask.dom.ts'
import type {
  AlertView,
  AreaSet,
  BoardView,
  ChannelView,
  DrillNow,
  DueView,
  Duty,
  MapArea,
  Moved,
  MovedKind,
  ReportView,
  ResidentsView,
  SightingView,
  SirenView,
  ThreatsView,
  TrackView,
  WaitingView,
} from './duty.ts'
import { keptWith } from './kept-alerts.ts'
import { listen, type LiveLine } from './live.dom.ts'
import { heardIn, merged } from './moved.ts'

export type Connection = 'live' | 'lost' | 'opening'

class Picture {
  duty = $state.raw<Duty | undefined>()
  threats = $state.raw<ThreatsView>({ threats: [], ladders: [], ladder: '' })
  areas = $state.raw<ReadonlyMap<string, MapArea>>(new Map())
  areasVersion = $state('')
  board = $state.raw<BoardView | undefined>()
  alerts = $state.raw<ReadonlyMap<string, AlertView>>(new Map())
  waiting = $state.raw<readonly WaitingView[]>([])
  sirens = $state.raw<readonly SirenView[]>([])
  channels = $state.raw<readonly ChannelView[]>([])
  reports = $state.raw<readonly ReportView[]>([])
  sightings = $state.raw<readonly SightingView[]>([])
  residents = $state.raw<ResidentsView>({ reports: [], crossings: [], sirens: [] })
  tracks = $state.raw<readonly TrackView[]>([])
  areaSets = $state.raw<readonly AreaSet[]>([])
  drill = $state.raw<DrillNow | null>(null)
  /** What is to be done in all lists that run; null for who may not read it. */
  protocols = $state.raw<DueView | null>(null)
  connection = $state<Connection>('opening')
  /** The server's time of what is shown. */
  trueAt = $state<string>('')
  /** Since when nothing was heard; 0 while the line is good. */
  silentFor = $state(0)
  /** Why the picture could not be fetched, until it can. */
  problem = $state.raw<Problem | undefined>()
  seq = $state(0)
  /** Whether everything has been fetched at least once: before that, what appears is not news. */
  whole = $state(false)
}

export const picture = new Picture()

/** Told of everything that moved, after it was fetched: screens with figures of their own, and the sounds. */
type MovedListener = (moved: Moved) => void
const listeners = new Set<MovedListener>()

export function onMoved(listener: MovedListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const quiet = { prompt: 'alone', by: 'unattended', within: 15_000 } as const

async function get<Value>(path: string, use: (value: Value) => void): Promise<boolean> {
  const answer = await ask<Value>('GET', path, undefined, quiet)
  if (answer.ok) use(answer.value)
  // What nobody here may read, or this server does not have, is simply not shown.
  return answer.ok || answer.problem.status === 403 || answer.problem.status === 404
}

const fetches: { readonly [kind in MovedKind]?: (moved: Moved) => Promise<unknown> } = {
  board: () =>
    get<BoardView>('/v1/board', (board) => {
      picture.board = board
    }),
  alerts: (moved) => fetchAlerts(moved.alerts),
  waiting: () =>
    get<{ waiting: WaitingView[] }>('/v1/alerts/waiting', ({ waiting }) => {
      picture.waiting = waiting
    }),
  sirens: () =>
    get<{ sirens: SirenView[] }>('/v1/sirens', ({ sirens }) => {
      picture.sirens = sirens
    }),
  channels: () =>
    get<{ channels: ChannelView[] }>('/v1/channels', ({ channels }) => {
      picture.channels = channels
    }),
  reports: () =>
    get<{ reports: ReportView[] }>('/v1/reports', ({ reports }) => {
      picture.reports = reports
    }),
  sightings: () =>
    get<{ sightings: SightingView[] }>('/v1/sightings', ({ sightings }) => {
      // What is closed is in the timeline: kept here for its day it would only grow.
      picture.sightings = sightings.filter(({ state }) => state === 'open')
    }),
  'resident-reports': (moved) =>
    get<ResidentsView>('/v1/resident-reports', (residents) => {
      // What they hear of a siren stands with the siren.
      if (heardIn(residents) !== heardIn(picture.residents)) void refresh('sirens', moved)
      picture.residents = { ...residents, reports: residents.reports.filter(({ state }) => state === 'open') }
    }),
  tracks: () =>
    get<{ tracks: TrackView[] }>('/v1/tracks', ({ tracks }) => {
      picture.tracks = tracks
    }),
  'area-sets': () =>
    get<{ sets: AreaSet[] }>('/v1/area-sets', ({ sets }) => {
      picture.areaSets = sets
    }),
  drills: () => fetchDrill(),
  protocols: () =>
    get<DueView>('/v1/protocol-runs/due', (due) => {
      picture.protocols = due
    }),
  areas: () => fetchAreas(),
  ladders: () => fetchThreats(),
}

/** The latest alone can be announced or running. */
async function fetchDrill(): Promise<void> {
  let latest: { readonly id: string; readonly state: string } | undefined
  await get<{ drills: { id: string; state: string }[] }>('/v1/drills?limit=1', ({ drills }) => {
    latest = drills[0]
  })
  if (latest === undefined || latest.state === 'over') picture.drill = null
  else
    await get<{ drill: DrillNow; given: DrillNow['given'] }>(
      `/v1/drills/${latest.id}`,
      ({ drill, given }) => {
        picture.drill = { ...drill, given }
      },
    )
}

function fetchThreats(): Promise<boolean> {
  return get<ThreatsView>('/v1/threats', (threats) => {
    picture.threats = threats
  })
}

function fetchAreas(): Promise<boolean> {
  return get<{ version: string; areas: MapArea[] }>('/v1/map/areas', ({ version, areas }) => {
    picture.areas = new Map(areas.map((area) => [area.code, area]))
    picture.areasVersion = version
  })
}

/** More than a few are fetched in one answer. */
async function fetchAlerts(ids: readonly string[]): Promise<unknown> {
  if (ids.length === 0 || ids.length > 4)
    return get<{ alerts: AlertView[] }>('/v1/alerts', ({ alerts }) => {
      picture.alerts = new Map(alerts.map((alert) => [alert.id, alert]))
    })
  return Promise.all(
    ids.map((id) => get<{ alert: AlertView }>(`/v1/alerts/${id}`, ({ alert }) => takeAlert(alert))),
  )
}

/** An alert as an order's answer or the stream's news brought it; never an older one over a newer one. */
export function takeAlert(alert: AlertView): void {
  const known = picture.alerts.get(alert.id)
  if (known !== undefined && known.version > alert.version) return
  picture.alerts = keptWith(picture.alerts, alert, serverNow())
}

/** While a kind is being fetched, what moves meanwhile is fetched once more after it: never two at once, never one too few. */
const underWay = new Map<MovedKind, { again: Moved | undefined }>()

async function refresh(kind: MovedKind, moved: Moved): Promise<boolean> {
  const fetchOf = fetches[kind]
  if (fetchOf === undefined) return true
  const running = underWay.get(kind)
  if (running !== undefined) {
    running.again = merged(running.again, moved)
    return true
  }
  const mine: { again: Moved | undefined } = { again: undefined }
  underWay.set(kind, mine)
  let fetched: unknown = false
  try {
    fetched = await fetchOf(moved)
  } finally {
    underWay.delete(kind)
  }
  const isDone = Array.isArray(fetched) ? !fetched.includes(false) : fetched !== false
  return mine.again === undefined ? isDone : refresh(kind, mine.again)
}

async function take(moved: Moved): Promise<void> {
  const { silentFor } = picture
  const fetched = await Promise.all(moved.kinds.map((kind) => refresh(kind, moved)))
  // It was said once that this moved, and will not be said again.
  if (fetched.includes(false)) return catchUp()
  picture.seq = Math.max(picture.seq, moved.seq)
  if (silentFor === 0 || picture.connection === 'live') picture.trueAt = moved.at
  for (const listener of listeners) listener(moved)
}

let underWayWhole: Promise<boolean> | undefined

/** Everything anew: at the start, and after the line was lost. Asked for again while it comes, it is the same. */
export function fetchAll(): Promise<boolean> {
  return (underWayWhole ??= fetchWhole().finally(() => (underWayWhole = undefined)))
}

async function fetchWhole(): Promise<boolean> {
  const nothing: Moved = { seq: picture.seq, at: picture.trueAt, kinds: [], alerts: [] }
  // What areas and levels are called, where nothing is known yet: nothing is shown by its code first and by its name later.
  const named: readonly MovedKind[] = picture.areas.size === 0 ? ['areas', 'ladders'] : []
  const [answer, ...known] = await Promise.all([
    ask<Duty>('GET', '/v1/duty', undefined, quiet),
    ...named.map((kind) => refresh(kind, nothing)),
  ])
  if (!answer.ok) {
    picture.problem = answer.problem
    return false
  }
  const duty = answer.value
  picture.problem = undefined
  picture.duty = duty
  picture.board = duty.board
  picture.alerts = new Map((duty.alerts ?? []).map((alert) => [alert.id, alert]))
  picture.waiting = duty.waiting ?? []
  picture.channels = duty.channels ?? []
  picture.drill = duty.drill
  picture.protocols = duty.protocols
  picture.trueAt = duty.at
  picture.seq = duty.seq
  server = duty.server
  const rest: MovedKind[] = ['sirens', 'reports', 'sightings', 'tracks', 'area-sets', 'resident-reports']
  if (picture.areasVersion !== duty.areasVersion) rest.unshift('areas')
  if (named.length === 0) rest.push('ladders')
  const fetched = await Promise.all(rest.map((kind) => refresh(kind, nothing)))
  if (fetched.includes(false) || known.includes(false)) return false
  picture.whole = true
  return true
}

let catching: Promise<void> | undefined

/** Tries until everything was fetched; what is shown meanwhile does not count as true. */
export function catchUp(): Promise<void> {
  const attempt = async () => {
    behind = true
    while (!(await fetchAll())) await new Promise((resolve) => setTimeout(resolve, 2_000))
    behind = false
  }
  return (catching ??= attempt().finally(() => (catching = undefined)))
}

let behind = false

/** What moves without a fact, and what was fetched beside the first picture and not after it. */
const unheardOf: readonly MovedKind[] = ['sirens', 'channels', 'ladders']

let line: LiveLine | undefined
/** The start of the server that the picture is of. */
let server = ''

/** Begins to keep the picture true; `signedOut` is called when the session is over. */
export function keepTrue(signedOut: () => void): void {
  line?.close()
  line = listen(
    {
      hello(hello) {
        const isAnother = server !== hello.server
        const wasBehind = picture.connection === 'lost' || hello.seq > picture.seq
        server = hello.server
        // What moved while nobody listened is in no event.
        if (isAnother || wasBehind) return void catchUp().then(() => heard(hello.at))
        heard(hello.at)
        // Nothing is told to have moved: what was foreseen with the first picture still holds, and screens ask for their own figures again.
        const nothing: Moved = { seq: hello.seq, at: hello.at, kinds: [], alerts: [] }
        for (const kind of unheardOf) void refresh(kind, nothing)
        if (picture.duty !== undefined) picture.duty = { ...picture.duty }
      },
      moved(moved) {
        void take(moved)
      },
      heard: (at) => heard(at),
      over: (why) => (why === 'too-many' ? undefined : signedOut()),
    },
    (silence, line) => {
      picture.silentFor = line === 'lost' ? silence : 0
      if (line === 'lost') picture.connection = 'lost'
    },
  )
}

function heard(at: string): void {
  // A line that speaks is not yet a picture: it counts as live once everything was fetched.
  if (picture.duty === undefined || behind) return
  picture.connection = 'live'
  picture.silentFor = 0
  picture.trueAt = at
}

/** Now for any places and language: the view of the board with what is followed, made anew for each state and every few seconds. */
import type { AreaCode } from '#areas'
import { epochMilliseconds, instantOf, minute, second, type Instant, type Language } from '#base'
import {
  mostPlaces,
  nowViewOf,
  residentLanguages,
  type ArrivalNow,
  type NowAsked,
  type NowSources,
  type NowView,
  type ResidentLanguage,
} from '#resident'
import { languageAmong } from '#web'
import { drillSaid, type DrillDesk } from './drill-desk.ts'
import type { DamageDesk } from './damage-desk.ts'
import { remnantsTouching } from './now-remnants.ts'
import type { ProtocolDesk } from './protocol-desk.ts'
import { zonesTouching } from './now-zones.ts'
import type { ShelterBook } from './shelter-book.ts'
import type { PhraseDesk } from './phrase-desk.ts'
import type { System } from './system.ts'
import type { TrackDesk } from './tracks.ts'

export interface NowParts {
  readonly system: System
  readonly phrases: Pick<PhraseDesk, 'book'>
  readonly tracks: Pick<TrackDesk, 'arrivals' | 'followed' | 'state'>
  readonly drills?: Pick<DrillDesk, 'book'>
  readonly liveReaders?: (() => number | undefined) | undefined
  readonly protocols?: Pick<ProtocolDesk, 'runs' | 'find'>
  readonly damage?: Pick<DamageDesk, 'state'> | undefined
  readonly shelters?: {
    readonly at: NowSources['shelter']
    readonly book: Pick<ShelterBook, 'state' | 'upToDate'>
  }
}

export interface NowDesk {
  view(asked: NowAsked): Promise<NowView>
  /** Changes whenever anything that a view shows may have changed, and every few seconds besides. */
  state(): string
  /** The language of who asks, and the places of the address: known ones in the reader's order, and what is not known. */
  asked(
    query: { readonly place?: unknown; readonly lang?: unknown },
    acceptLanguage: string | undefined,
  ): NowAsked
}

/**
 * How long a page stands while nothing happens. It says when it was made, so that it is true for as long; each time is a
 * drawing and a packing for every place and language that anybody asks for.
 */
const standsFor = 5 * second

export function openNow(parts: NowParts): NowDesk {
  const { system, tracks } = parts
  const { clock, world, authority, areas } = system
  /** Those of the authority first: the first is what somebody gets who asks for none of them. */
  const languages = residentLanguages.toSorted(
    (a, b) => rank(authority.languages, a) - rank(authority.languages, b),
  )
  return {
    state: () =>
      `${world.head()} ${Math.floor(epochMilliseconds(clock.now()) / standsFor)} ${areas.hierarchy().version.slice(0, 12)} ${tracks.state()} ${parts.shelters?.book.state() ?? ''}`,
    async view(asked) {
      await parts.shelters?.book.upToDate()
      const arrival = tracks.state() === '' ? () => undefined : await arrivalsAt(parts, asked.places)
      const damage = await parts.damage?.state()
      const remnants = damage === undefined ? {} : { remnants: remnantsTouching(system, damage) }
      return nowViewOf({ ...sourcesOf(parts, languages), ...remnants, arrival }, asked, clock.now())
    },
    asked({ place, lang }, acceptLanguage) {
      const all = (Array.isArray(place) ? place : [place]).filter((one) => typeof one === 'string')
      return {
        places: [...new Set(all.map((code) => code.slice(0, 100)).filter((code) => code !== ''))].slice(
          0,
          mostPlaces,
        ),
        language:
          languageAmong(languages, typeof lang === 'string' ? lang : undefined, acceptLanguage) ??
          languages[0]!,
      }
    },
  }
}

function rank(all: readonly Language[], language: ResidentLanguage): number {
  const at = all.findIndex((one) => one === (language as string))
  return at < 0 ? all.length : at
}

function sourcesOf(
  { system, phrases, drills, shelters, liveReaders, protocols }: NowParts,
  languages: readonly ResidentLanguage[],
): Omit<NowSources, 'arrival'> {
  const { authority, areas, world, config, book } = system
  const drill = drills === undefined ? undefined : drillSaid(drills.book)
  return {
    board: world.board,
    alert: world.alert,
    hierarchy: areas.hierarchy(),
    threats: book,
    phrases: phrases.book,
    own: authority.areas,
    neighbours: areas.neighbours,
    shelter: shelters?.at ?? (() => undefined),
    ...(protocols === undefined ? {} : { zones: zonesTouching(system, protocols) }),
    issuer: authority.issuer,
    mode: config.mode,
    demonstration: authority.demonstration ? 'demonstration' : 'in-service',
    timeZone: authority.timeZone,
    languages,
    ...(drill === undefined || drill.state === 'none'
      ? {}
      : { drill: { state: drill.state, from: drill.from, until: drill.until } }),
    seq: world.head(),
    readers: liveReaders?.() ?? 0,
  }
}

/** Of each place the soonest; what is followed and can't be reckoned is told as not known. Positions stay here. */
async function arrivalsAt(
  { system, tracks }: NowParts,
  places: readonly string[],
): Promise<NowSources['arrival']> {
  const followed = await tracks.followed()
  const threatOf = new Map(followed.map(({ id, threat }) => [id, threat as string]))
  const { known, unknown } = await tracks.arrivals(places as readonly AreaCode[], followed)
  return (code, threats) => {
    const isMeant = ({ area, track }: { readonly area: AreaCode; readonly track: string }) =>
      area === code && isWarnedOf(system, threatOf.get(track), threats)
    const times = known.filter(isMeant)
    const [soonest] = times
    if (soonest !== undefined)
      return {
        known: 'times',
        // In whole minutes: from finer times in many places one could reckon where it is.
        earliest: toMinute(soonest.earliest, Math.floor),
        latest: toMinute(latestOf(times), Math.ceil),
      } satisfies ArrivalNow
    return unknown.some(isMeant) ? { known: 'nothing' } : undefined
  }
}

/** A warning of an air raid is one of whatever comes through the air. */
function isWarnedOf({ book }: System, threat: string | undefined, threats: ReadonlySet<string>): boolean {
  if (threat === undefined) return false
  return threats.has(threat) || [...threats].some((one) => book.threat(one as never)?.advice === 'air')
}

function latestOf(times: readonly { readonly latest: Instant }[]): Instant {
  return times.reduce((latest, one) => (one.latest > latest ? one.latest : latest), times[0]!.latest)
}

function toMinute(at: Instant, round: (minutes: number) => number): Instant {
  return instantOf(round(epochMilliseconds(at) / minute) * minute)
}

/** The duty room's live picture over HTTP: everything at once, then what moved, as long as the session lasts. */
import { z } from 'zod'
import type { Applied } from '#alerts'
import { ok, refuse, type JsonObject } from '#base'
import { viaText } from '#people'
import type { SirenDesk } from '../../channels/siren/open-sirens.mqtt.ts'
import type { Accounts } from '../accounts.node.ts'
import { openChannelBook } from '../channel-health.ts'
import { mayBeTold, movedBy, type DutyKind } from '../duty.ts'
import { openDutyNews, type DutyReader } from '../duty-news.ts'
import { standingOf } from '../duty-over.ts'
import { channelView, openPicture, pictureView, sirenCounts, type PictureParts } from '../duty-picture.ts'
import { openDutyLine } from '../duty-reader.http.ts'
import type { Reception } from '../reception.ts'
import type { Routes } from '../route.http.ts'
import { mode } from '../schemas.ts'
import type { SecondPerson } from '../second-person.ts'
import type { SourceDesk } from '../source-desk.ts'
import type { System } from '../system.ts'
import { waitingViews } from '../waiting-views.ts'

export interface DutyParts extends Pick<
  PictureParts,
  'sightings' | 'residentReports' | 'drill' | 'sites' | 'protocols'
> {
  /** Changes whenever a track or a position does: positions are no facts. */
  readonly tracks?: () => string
  /** Changes whenever residents tell something: what they tell is no fact. */
  readonly residents?: () => string
  readonly accounts: Pick<Accounts, 'signIn' | 'calls'>
  readonly sirens: SirenDesk
  readonly reception: Reception
  readonly sources: SourceDesk
  readonly secondPerson?: SecondPerson | undefined
  /** Of every channel that the product has. */
  readonly channelNames: readonly string[]
}

export interface DutyRoutes {
  /** Lets every console go. */
  close(): void
}

export function dutyRoutes(routes: Routes, system: System, parts: DutyParts): DutyRoutes {
  const { world, areas, clock, config, people } = system
  const { sirens, sources, reception, accounts } = parts
  const server = system.ids.next('server')
  const channels = openChannelBook(system, parts.channelNames)
  const picture = openPicture(system, {
    ...{ server, sirens, channels, reception, waiting: waitingViews(system, parts.secondPerson) },
    ...(parts.sightings === undefined ? {} : { sightings: parts.sightings }),
    ...(parts.residentReports === undefined ? {} : { residentReports: parts.residentReports }),
    ...(parts.protocols === undefined ? {} : { protocols: parts.protocols }),
    ...(parts.drill === undefined ? {} : { drill: parts.drill }),
    ...(parts.sites === undefined ? {} : { sites: parts.sites }),
  })
  const news = openDutyNews({
    ...{ clock, seq: () => world.head() },
    watched: [
      ...(parts.tracks === undefined ? [] : [{ kind: 'tracks' as const, state: parts.tracks }]),
      ...(parts.residents === undefined
        ? []
        : [{ kind: 'resident-reports' as const, state: parts.residents }]),
      { kind: 'sirens', state: () => JSON.stringify(sirenCounts(system, sirens)) },
      { kind: 'channels', state: () => JSON.stringify(channels.states()) },
      {
        kind: 'sources',
        state: () =>
          sources
            .list()
            .map(({ source, health }) => `${source.id} ${health?.condition}`)
            .join(),
      },
    ],
    // The courier and the sirens of another server say nothing here; while something is in force that is no reason to look calm.
    unseen: () =>
      system.decides() === 'other' && !world.inForce()[Symbol.iterator]().next().done ? reachKinds : [],
  })
  const standings = new WeakMap<DutyReader, ReturnType<typeof standingOf>>()
  system.onApplied((applied: readonly Applied[]) => {
    news.moved(movedBy(applied))
    if (applied.some(({ fact }) => endsSomething.has(fact.stream)))
      news.end((reader) => standings.get(reader)?.after(applied))
  })
  system.onAttempt(({ alert }) => news.moved({ kinds: reachOnly, alerts: new Set([alert]) }))
  sirens.onStatus(() => news.moved({ kinds: sirensMoved }))

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/duty', action: 'board.read', tag: 'duty' },
      summary: 'Everything that a console shows first, of one moment',
      answer: pictureView,
    },
    async ({ caller }) => ok(await picture(caller)),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/duty/live', action: 'board.read', tag: 'duty', read: 'by-itself' },
      summary:
        'What of the picture moved, to be fetched again: server-sent events `hello`, `moved`, `tick` every five seconds, and `over` before the server ends it',
      answer: 'text/event-stream',
    },
    ({ caller, request, reply }) => {
      // HEAD is answered by the same handler, and has nothing to stay open for.
      if (request.method === 'HEAD') return reply.header('content-type', 'text/event-stream').send('')
      const standing = standingOf(caller, { people, clock, sessions: accounts.signIn.sessions })
      const may = mayBeTold(caller.permitted)
      let line: ReturnType<typeof openDutyLine> | undefined
      const reader: DutyReader = {
        via: viaText(caller.via),
        mayBeTold: may,
        // It is answered with a stream only once there is room for it.
        send: (event) =>
          (line ??= openDutyLine(reply, { hello, onGone: () => news.left(reader) })).send(event),
        isOver: () => standing.now(() => accounts.calls.look(request)),
        close: () => line?.close(),
      }
      standings.set(reader, standing)
      return news.open(reader) === 'open' ? reply : refuse('server/busy')
    },
  )
  const hello = (): JsonObject => ({ mode: config.mode, areas: areas.hierarchy().version, server })
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/channels', action: 'reach.read', tag: 'duty' },
      summary: 'The ways of reaching people: whether each carries, and what it can',
      answer: z.object({ channels: z.array(channelView.extend({ abilities: abilities.nullable() })) }),
    },
    async () => {
      const open = new Map(system.channels().map((channel) => [channel.name, channel.abilities]))
      const health = await channels.health()
      return ok({ channels: health.map((one) => ({ ...one, abilities: open.get(one.name) ?? null })) })
    },
  )
  return { close: news.close }
}

const abilities = z.object({
  longestText: z.union([z.int(), z.literal('any')]),
  confirms: z.enum(['nothing', 'device', 'person']),
  aims: z.enum(['everyone', 'area', 'person']),
  carries: z.enum(['every-level', 'sounding-levels']),
  modes: z.array(mode),
})
const reachOnly: ReadonlySet<DutyKind> = new Set(['reach'])
const sirensMoved: ReadonlySet<DutyKind> = new Set(['sirens', 'reach'])
const reachKinds: readonly DutyKind[] = ['reach', 'sirens']
/** Streams whose facts may end somebody's session or change what they may do. */
const endsSomething: ReadonlySet<string> = new Set(['sessions', 'people'])

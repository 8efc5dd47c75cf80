/** Everything that a console shows first, in one answer: what is in force, what waits, and how what warns people is. */
import { z } from 'zod'
import { modes, type JsonObject, type Mode } from '#base'
import { neverHeard, sirenStatuses, statusOf, type SirenStatus } from '#channels'
import { mainAuthority, type Caller } from '#people'
import type { SirenDesk } from '../channels/siren/open-sirens.mqtt.ts'
import type { ChannelBook } from './channel-health.ts'
import { mayBeTold } from './duty.ts'
import { dueOf, dueView } from './protocol-due.ts'
import type { Reception } from './reception.ts'
import { alertView, boardView, instantOut, mode, names } from './schemas.ts'
import type { System } from './system.ts'
import { viewOfBoard } from './views.ts'
import { waitingView, type WaitingViews } from './waiting-views.ts'

const minutes = z.int()
const policyView = z.object({
  people: z.union([z.literal(1), z.literal(2)]).describe('How many an issue needs'),
  emergency: z.array(z.string()).describe('Gravities and levels at which one may act alone, with a reason'),
  shortestRenewMinutes: minutes,
  longestRenewMinutes: minutes,
  flagBeforeMinutes: minutes,
  renewForMinutes: minutes.describe('When nothing is said'),
})
export const channelView = z.object({
  name: z.string(),
  state: z
    .enum(['working', 'failing', 'off', 'unknown'])
    .describe('`unknown`: nothing was tried since the start, or another server holds it'),
  since: instantOut.nullable(),
  says: z.looseObject({ code: z.string() }).nullable().describe('What was wrong last'),
  waiting: z.int().describe('Attempts about which something may still be done; 5,000 is that many or more'),
})
const counted = z.object({ open: z.int() }).nullable()
export const pictureView = z
  .object({
    seq: z.int(),
    at: instantOut,
    mode,
    server: z.string().describe('Another one after each start'),
    authority: z.object({
      id: z.string(),
      name: names,
      areas: z.array(z.string()),
      languages: z.array(z.string()),
      timeZone: z.string(),
      ladder: z.string(),
      demonstration: z.enum(['yes', 'no']),
      service: z.enum(['drill', 'live']),
    }),
    policy: z.object({ live: policyView, drill: policyView, test: policyView }),
    board: boardView,
    alerts: z.array(alertView).nullable(),
    waiting: z.array(waitingView).nullable(),
    sirens: z
      .object({ counts: z.object(Object.fromEntries(sirenStatuses.map((one) => [one, z.int()]))) })
      .nullable()
      .describe('Null where there are none, and on a server that does not hear them'),
    channels: z.array(channelView).nullable(),
    reports: counted,
    sightings: counted,
    residentReports: counted.describe('What residents told, and nobody has judged'),
    protocols: dueView.nullable().describe('What is to be done, in all lists that run'),
    reviews: counted,
    sites: z
      .object({
        dark: z.int().describe('Stations of which nothing is known now'),
        alarms: z.int().describe('Sites whose alarm nobody has ended'),
        proposals: z
          .array(
            z.object({
              ...{ site: z.string(), name: z.string(), alarm: z.string() },
              ...{ alert: z.string(), since: instantOut },
            }),
          )
          .describe('Drafts that alarms of sites laid before the duty room, which nobody has sent on yet'),
      })
      .nullable(),
    drill: z.looseObject({}).nullable(),
    areasVersion: z.string(),
  })
  .describe('Null is what the caller may not read, or what this installation has not')

export interface PictureParts {
  readonly server: string
  readonly sirens: SirenDesk
  readonly channels: ChannelBook
  readonly reception: Reception
  readonly waiting: WaitingViews
  /** Of what people told the duty room; left out where nobody notes it. */
  readonly sightings?: () => number
  /** Of what residents told themselves. */
  readonly residentReports?: () => number
  readonly protocols?: Parameters<typeof dueOf>[0]
  /** Sites that are watched; left out where nobody does. */
  readonly sites?: () => NonNullable<z.input<typeof pictureView>['sites']>
  /** The drill that goes on, or null. */
  readonly drill?: () => JsonObject | null
}

export function openPicture(
  system: System,
  parts: PictureParts,
): (caller: Caller) => Promise<z.input<typeof pictureView>> {
  const { world, areas, clock, config, authority, people } = system
  const policyIn = (of: Mode) => {
    const { people, emergency, shortestRenewMinutes, longestRenewMinutes, flagBeforeMinutes } =
      system.policy(of)
    return {
      ...{ people, emergency: [...emergency], shortestRenewMinutes, longestRenewMinutes, flagBeforeMinutes },
      renewForMinutes: authority.renewForMinutes,
    }
  }
  const authorityOf = ({ permitted: { authority: id, owns, service } }: Caller) => {
    const { names } = people.registry.authorities.get(id) ?? people.registry.authorities.get(mainAuthority)!
    const { languages, timeZone, ladder } = authority
    const isMain = owns.ladders === 'all' || owns.ladders.includes(ladder)
    return {
      ...{ id, name: names as { [language: string]: string } },
      areas: [...(owns.areas === 'everywhere' ? authority.areas : owns.areas)],
      ...{ languages: [...languages], timeZone, service },
      ladder: isMain ? ladder : ((owns.ladders as readonly string[])[0] ?? ladder),
      demonstration: authority.demonstration ? ('yes' as const) : ('no' as const),
    }
  }

  return async (caller) => {
    const may = mayBeTold(caller.permitted)
    // Counted first: everything below is then of one moment.
    const channels = may('channels') ? await parts.channels.health() : null
    const now = clock.now()
    const reports = () => parts.reception.reports.list(now).filter(({ state }) => state === 'open').length
    return {
      ...{ seq: world.head() as number, at: now, mode: config.mode, server: parts.server },
      authority: authorityOf(caller),
      policy: Object.fromEntries(modes.map((of) => [of, policyIn(of)])) as Record<
        Mode,
        ReturnType<typeof policyIn>
      >,
      board: viewOfBoard(world, areas.hierarchy(), config.mode) as z.input<typeof boardView>,
      alerts: may('alerts') ? ([...world.alerts()] as unknown as z.input<typeof alertView>[]) : null,
      waiting: may('waiting') ? parts.waiting.all() : null,
      sirens: may('sirens') ? sirenCounts(system, parts.sirens) : null,
      channels: channels as z.input<typeof channelView>[] | null,
      reports: may('reports') ? { open: reports() } : null,
      residentReports:
        may('resident-reports') && parts.residentReports !== undefined
          ? { open: parts.residentReports() }
          : null,
      sightings: may('sightings') && parts.sightings !== undefined ? { open: parts.sightings() } : null,
      protocols: may('protocols') && parts.protocols !== undefined ? dueOf(parts.protocols, now) : null,
      reviews: may('reviews') ? { open: [...world.reviews()].length } : null,
      sites: may('sites') && parts.sites !== undefined ? parts.sites() : null,
      drill: parts.drill?.() ?? null,
      areasVersion: areas.hierarchy().version,
    }
  }
}

/** Null where nothing can be known here: there are no sirens, or another server hears them. */
export function sirenCounts(
  { clock }: Pick<System, 'clock'>,
  { channel, registry }: SirenDesk,
): { readonly counts: { [status in SirenStatus]: number } } | null {
  if (channel === undefined) return null
  const counts = Object.fromEntries(sirenStatuses.map((status) => [status, 0])) as {
    [status in SirenStatus]: number
  }
  const [now, states] = [clock.now(), channel.states()]
  for (const { id } of registry.all())
    counts[statusOf(states.get(id) ?? neverHeard(id), now, channel.times)]++
  return { counts }
}

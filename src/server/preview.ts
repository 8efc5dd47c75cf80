/** An order that is only looked at: what would be said, to whom, to how many, and who else it takes. Writes nothing. */
import { isEnd, textLengths, type Foreseen, type Notice, type Wording } from '#alerts'
import type { AreaCode, Hierarchy } from '#areas'
import { measure } from '#base'
import type { Siren } from '#channels'
import { peopleIn, settlementsIn, sirensFor } from './preview-magnitude.ts'
import { foreseeReach, type ForeseenReach } from './preview-reach.ts'
import type { System } from './system.ts'
import type { TrackDesk } from './tracks.ts'
import { overlapsOf } from './views.ts'

export interface PreviewParts {
  readonly system: System
  readonly sirens: {
    readonly registry: { all(): readonly Siren[] }
    readonly channel?: { readonly name: string } | undefined
  }
  readonly webhooks: { readonly channel?: { readonly name: string } | undefined }
  /** Live streams that are open now; undefined where nobody can tell. */
  readonly liveReaders?: (() => number | undefined) | undefined
  readonly push?: { readonly channel?: { readonly name: string } | undefined }
  readonly tracks: Pick<TrackDesk, 'followed' | 'arrivals'>
}

export async function viewOfForeseen(foreseen: Foreseen, parts: PreviewParts) {
  const { system } = parts
  const hierarchy = system.areas.hierarchy()
  const { before, after, contentBefore, content, contentHash, notices, changes, renewBy, needs } = foreseen
  const earlier =
    before.status === 'none' || !('revision' in before) ? [] : await system.attempts.byAlert(before.id)
  const reach = await foreseeReach(notices, system.channels(), earlier, hierarchy)
  const codes = told(notices)
  const on = (channel: { readonly name: string } | undefined) =>
    reach.tries.filter((one) => one.channel === channel?.name)
  const arrivals = await parts.tracks.arrivals(codes, await parts.tracks.followed())
  const settlements = settlementsIn(hierarchy, codes)
  return {
    ...{ mode: after.mode, before: contentBefore, content, contentHash, changes, renewBy, needs },
    notices: notices.map((notice) => viewOfNotice(notice, hierarchy)),
    magnitude: {
      areas: codes.length,
      ...(settlements === undefined ? {} : { settlements }),
      people: peopleIn(hierarchy, codes),
      sirens: sirensFor(hierarchy, parts.sirens.registry.all(), codes, notices, on(parts.sirens.channel)),
      subscribers: {
        live: parts.liveReaders?.() ?? null,
        // A channel that isn't there, or gave no answer, says nothing of how many.
        webhooks: receiversOf(reach, parts.webhooks.channel?.name),
        push: receiversOf(reach, parts.push?.channel?.name),
      },
      channels: reach.channels,
    },
    limits: notices.flatMap(({ wording }, notice) => limitsOf(wording, notice)),
    overlaps: isEnd(notices[0] ?? { kind: 'warning' })
      ? []
      : overlapsOf(system.world, hierarchy, { ...after, content }),
    ...{ arrivals: arrivals.known, arrivalsUnknown: arrivals.unknown },
  }
}

function receiversOf({ channels, asked }: ForeseenReach, name: string | undefined): number | null {
  if (name === undefined || !asked.includes(name)) return null
  const reached = channels.find((channel) => channel.name === name)
  return reached === undefined ? 0 : reached.targets
}

/** Every area that is told something, each once. */
function told(notices: readonly Notice[]): readonly AreaCode[] {
  return [...new Set(notices.flatMap(({ areas }) => areas.map(({ code }) => code)))]
}

function viewOfNotice(notice: Notice, hierarchy: Hierarchy) {
  const { kind, reason, areas, loudFor, wording } = notice
  return {
    ...{ kind, reason, to: isEnd(notice) ? 'left' : 'warned', loudFor },
    areas: areas.map(({ code, names }) => ({ code, names })),
    people: peopleIn(
      hierarchy,
      areas.map(({ code }) => code),
    ),
    ...{ texts: wording.texts, missing: wording.missing },
  }
}

/** As a carrier counts: the units of the alphabet that the whole text needs, of those that its length allows. */
function limitsOf({ texts }: Wording, notice: number) {
  return Object.entries(texts).flatMap(([language, said]) =>
    textLengths.flatMap((length) => {
      const text = said?.[`${length}`]
      if (text === undefined) return []
      const { units, alphabet, pages, fitsCellBroadcast } = measure(text)
      return [
        {
          ...{
            notice,
            language,
            length: `${length}` as const,
            characters: units,
            most: length,
            encoding: alphabet,
            pages,
          },
          cellBroadcast: fitsCellBroadcast ? ('fits' as const) : ('too-long' as const),
        },
      ]
    }),
  )
}

/** What the live stream needs of the system: the past from the ledger, the present from the board. */
import { noticesOf, type Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { ok, type Json } from '#base'
import {
  areaFilter,
  everything,
  liveFact,
  type AreaFilter,
  type LiveBatch,
  type LiveSaying,
  type LiveSource,
} from '#channels'
import type { Fact, Seq } from '#ledger'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'
import { viewOfArea, viewOfBoard } from './views.ts'

export function liveSource(system: System): LiveSource {
  const { world, ledger, areas, config } = system
  return {
    async filter(codes) {
      return codes.length === 0 ? ok(everything) : areaFilter(areas.hierarchy(), codes)
    },
    head: async () => (await ledger.head()).seq,
    async after(seq, limit) {
      const facts = await ledger.read(seq as Seq, limit)
      return { after: seq, through: facts.at(-1)?.seq ?? seq, facts: batchOf(system, facts).facts }
    },
    async board(filter: AreaFilter) {
      const hierarchy = areas.hierarchy()
      const data =
        filter.key === ''
          ? viewOfBoard(world, hierarchy, config.mode)
          : { areas: filter.codes.map((code) => viewOfArea(world, hierarchy, code, config.mode)) }
      return { seq: world.head(), data: data as unknown as Json }
    },
  }
}

/** The live events of consecutive facts. */
export function batchOf(system: System, facts: readonly Fact[]): LiveBatch {
  const hierarchy = system.areas.hierarchy()
  return {
    after: (facts[0]?.seq ?? 1) - 1,
    through: facts.at(-1)?.seq ?? 0,
    facts: facts.flatMap((fact) => {
      const sayings: LiveSaying[] = noticesOf(fact).map((notice) => ({
        event: 'notice',
        data: publicNotice(notice),
        areas: notice.areas.map((area): AreaCode => area.code),
      }))
      if (fact.type === probed) sayings.push(probeOf(fact))
      return sayings.length === 0 ? [] : [liveFact(hierarchy, fact.seq, sayings)]
    }),
  }
}

const probed = 'stream-probed'

/** The fact by which the stream is tested: it goes the way of every warning, and is none. */
export function probeFact(data: { readonly probe: string; readonly area: string }, by: OrderedBy) {
  return { stream: 'channel:stream', type: probed, mode: 'test', ...by, data } as const
}

function probeOf({ data, at, seq }: Fact): LiveSaying {
  const { probe = null, area } = data
  return {
    event: 'probe',
    data: { mode: 'test', probe, at, seq },
    areas: typeof area === 'string' ? [area as AreaCode] : [],
  }
}

/** A notice as the public gets it: nothing in it is about people or channels. */
export function publicNotice(notice: Notice): Json {
  const { channels: _, ...told } = notice
  return told as unknown as Json
}

/** The sites of this installation with what was said of them: durable on the shelf, at hand in memory, read again where another server decides. */
import { ok, refuse, type Json, type Result } from '#base'
import type { Quantity, Site, SiteId, Statement, Station, StationId } from '#sites'
import type { System } from './system.ts'

export interface KeptSite {
  readonly site: Site
  readonly statements: readonly Statement[]
}

export interface SiteBook {
  /** In the order of their ids. */
  all(): readonly KeptSite[]
  find(id: string): Result<KeptSite, 'sites/unknown'>
  /** A station belongs to one site. */
  station(id: string): { readonly site: Site; readonly station: Station } | undefined
  quantityOf(station: string): Quantity | undefined
  /** Durable when it resolves. */
  put(kept: KeptSite): Promise<void>
  remove(id: SiteId): Promise<void>
}

const collection = 'sites'
const changing = new Set(['site-kept', 'site-removed', 'site-statement-attached'])

export async function openSiteBook(
  system: Pick<System, 'shelf' | 'decides' | 'onApplied' | 'log'>,
): Promise<SiteBook> {
  const { shelf, log } = system
  let sites = new Map<string, KeptSite>()
  let stations = new Map<StationId, { readonly site: Site; readonly station: Station }>()
  const index = () => {
    stations = new Map(
      [...sites.values()].flatMap(({ site }) =>
        site.stations.map((station) => [station.id, { site, station }] as const),
      ),
    )
  }
  const load = async () => {
    const read = await shelf.list(collection)
    sites = new Map(read.map(({ key, document }) => [key, document as unknown as KeptSite]))
    index()
  }
  await load()
  system.onApplied((applied) => {
    if (system.decides() === 'me' || !applied.some(({ fact }) => changing.has(fact.type))) return
    load().catch((error: Error) => log.warn('The sites could not be read again', { why: error.message }))
  })
  return {
    all: () => [...sites.values()].sort((a, b) => (a.site.id < b.site.id ? -1 : 1)),
    find(id) {
      const kept = sites.get(id)
      return kept === undefined ? refuse('sites/unknown', { site: id.slice(0, 64) }) : ok(kept)
    },
    station: (id) => stations.get(id as StationId),
    quantityOf: (id) => stations.get(id as StationId)?.station.quantity,
    async put(kept) {
      await shelf.put(collection, [{ key: kept.site.id, document: kept as unknown as Json }])
      sites.set(kept.site.id, kept)
      index()
    },
    async remove(id) {
      await shelf.remove(collection, [id])
      sites.delete(id)
      index()
    },
  }
}

/** The sources that CAP is fetched from: their settings kept for all servers, their reading done by the one that decides. */
import { ok, refuse, type Json, type Result, type Shelf } from '#base'
import type { KeptAtHand } from '#channels'
import {
  openExchange,
  readSource,
  type CapSource,
  type Exchange,
  type ExchangeOptions,
  type SourceHealth,
  type SourceId,
} from '#exchange'
import type { LadderId } from '#threats'
import type { OrderedBy } from './ordered-by.ts'
import type { Reception } from './reception.ts'
import type { Beside, System } from './system.ts'

const collection = 'cap-sources'

export interface SourceShown {
  readonly source: CapSource
  /** Absent on a server that doesn't decide: another one reads the sources. */
  readonly health?: SourceHealth
}

export interface SourceDesk {
  list(): readonly SourceShown[]
  get(id: string): Result<SourceShown>
  /** What settings mean, or why they can't be taken. */
  read(settings: unknown): Result<CapSource>
  /** Adds it, or gives it other settings. */
  put(settings: unknown, by: OrderedBy): Promise<Result<SourceShown>>
  remove(id: string, by: OrderedBy): Promise<Result<void>>
  /** Asks it now; resolves when that is done. */
  check(id: string): Promise<Result<SourceShown>>
  /** Undefined on a server that doesn't decide. */
  exchange(): Exchange | undefined
  /** For the server that decides, from the moment it does. */
  begin(system: System, reception: Reception): Promise<Beside>
  readonly kept: KeptAtHand
}

export interface SourceDeskParts {
  readonly shelf: Shelf
  /** Hosts that may be asked although they are private. */
  readonly allowed: readonly string[]
  readonly ports: (
    system: System,
  ) => Pick<
    ExchangeOptions,
    'asking' | 'check' | 'checkHub' | 'secret' | 'newToken' | 'random' | 'publicBase'
  >
}

export async function openSourceDesk({ shelf, allowed, ports }: SourceDeskParts): Promise<SourceDesk> {
  let sources = new Map<string, CapSource>()
  let exchange: Exchange | undefined
  let system: System | undefined
  const reload = async () => {
    const documents = await shelf.list(collection)
    sources = new Map(documents.map(({ key, document }) => [key, document as unknown as CapSource]))
  }
  await reload()
  const shown = (source: CapSource): SourceShown => {
    const health = exchange?.healthOf(source.id)
    return { source, ...(health === undefined ? {} : { health }) }
  }
  const readSettings = (settings: unknown) => readSource(settings, { allowed: [...allowed] })
  const missing = (id: string) => refuse('exchange/no-such-source', { source: id })
  const note = (type: string, source: string, by: OrderedBy, data: { readonly [name: string]: Json }) =>
    system?.note({ stream: `source:${source}`, type, ...by, mode: system.config.mode, data })

  return {
    list: () => [...sources.values()].map(shown),
    get(id) {
      const source = sources.get(id)
      return source === undefined ? missing(id) : ok(shown(source))
    },
    read: readSettings,
    async put(settings, by) {
      const read = readSettings(settings)
      if (!read.ok) return read
      const source = read.value
      const known = sources.has(source.id)
      await shelf.put(collection, [{ key: source.id, document: source as unknown as Json }])
      sources.set(source.id, source)
      // Never the credentials themselves: the settings name the variable they stand in.
      await note(known ? 'source-changed' : 'source-added', source.id, by, {
        settings: source as unknown as Json,
      })
      const done = await (known ? exchange?.change(source) : exchange?.add(source))
      return done?.ok === false ? done : ok(shown(source))
    },
    async remove(id, by) {
      if (!sources.has(id)) return missing(id)
      await shelf.remove(collection, [id])
      sources.delete(id)
      await note('source-removed', id, by, {})
      await exchange?.remove(id)
      return ok()
    },
    async check(id) {
      const source = sources.get(id)
      if (source === undefined) return missing(id)
      const done = await exchange?.pollNow(id)
      return done?.ok === false ? done : ok(shown(source))
    },
    exchange: () => exchange,
    kept: { changedBy: ['source-added', 'source-changed', 'source-removed'], reload },
    async begin(deciding, reception) {
      system = deciding
      await reload()
      const follower = await reception.follow((id: SourceId) => {
        const source = sources.get(id)
        return {
          ...(source?.mapping === undefined ? {} : { ladder: source.mapping as LadderId }),
          ...(source?.channels === undefined ? {} : { channels: source.channels }),
        }
      })
      const { clock, log } = deciding
      const opened = await openExchange({
        ...ports(deciding),
        ...{ shelf, clock, log, intake: reception.intake, sources: [...sources.values()] },
      })
      exchange = opened
      return {
        caughtUp: () => follower.caughtUp(),
        async close() {
          exchange = undefined
          // Both at once: a message that is being taken in may be waiting for the follower.
          await Promise.all([opened.stop(), follower.close()])
        },
      }
    },
  }
}

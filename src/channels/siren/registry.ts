/** The sirens of an installation, kept on the shelf; lists from outside are read whole or refused with the place of the fault. */
import type { AreaCode } from '#areas'
import { misfitOf, ok, parseJson, refuse, type Json, type Mode, type Result, type Shelf } from '#base'
import { z } from 'zod'
import { mode, sirenId } from './fields.ts'
import type { Siren, SirenId } from './siren.ts'

export interface SirenRegistry {
  /** In the order of their ids. */
  all(): readonly Siren[]
  get(id: SirenId): Siren | undefined
  /** Adds sirens and replaces those of the same id; durable when it resolves. */
  put(sirens: readonly Siren[]): Promise<void>
  remove(ids: readonly SirenId[]): Promise<void>
  /** Reads the shelf again: after another server wrote it. */
  reload(): Promise<void>
}

const collection = 'sirens'
export const mostSirens = 100_000

const stored = z.strictObject({
  id: sirenId,
  name: z.string().min(1).max(200),
  area: z.string().min(1).max(64),
  position: z
    .strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
    .optional(),
  operator: z.string().min(1).max(200),
  kind: z.enum(['signed', 'plain']),
  publicKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional(),
  modes: z.array(mode).max(3),
}) as unknown as z.ZodType<Siren>

const listed = z
  .array(
    z.strictObject({
      id: sirenId,
      name: z.string().min(1).max(200),
      area: z.string().min(1).max(64),
      lon: z.number().min(-180).max(180).optional(),
      lat: z.number().min(-90).max(90).optional(),
      operator: z.string().min(1).max(200),
      kind: z.enum(['signed', 'plain']).optional(),
      publicKey: z
        .string()
        .regex(/^[A-Za-z0-9_-]{43}$/)
        .optional(),
      modes: z.array(mode).max(3).optional(),
    }),
  )
  .max(mostSirens)

/**
 * Reads a list `[{ id, name, area, operator, lon?, lat?, kind?, publicKey?, modes? }]`. `kind` is signed unless said
 * otherwise; where a siren names no modes it takes `usualModes`, a plain one only `live` and only if that is among them,
 * since it can't tell a drill from the real thing.
 */
export function readSirenList(
  text: string,
  usualModes: readonly Mode[],
): Result<readonly Siren[], 'siren/bad-list' | 'siren/duplicate-id'> {
  const json = parseJson(text)
  if (!json.ok) return refuse('siren/bad-list', { why: String(json.problem.details['why'] ?? '') })
  const list = listed.safeParse(json.value)
  if (!list.success) {
    return refuse('siren/bad-list', { ...misfitOf(list.error.issues, 'sirens') })
  }
  const seen = new Set<SirenId>()
  const sirens: Siren[] = []
  for (const [place, { lon, lat, area, kind = 'signed', publicKey, modes, ...rest }] of list.data.entries()) {
    if (seen.has(rest.id)) return refuse('siren/duplicate-id', { at: `sirens[${place}].id`, siren: rest.id })
    seen.add(rest.id)
    if ((lon === undefined) !== (lat === undefined))
      return refuse('siren/bad-list', { at: `sirens[${place}]`, why: 'one of lon and lat is missing' })
    sirens.push({
      ...rest,
      area: area as AreaCode,
      kind,
      modes: modes ?? (kind === 'plain' ? usualModes.filter((each) => each === 'live') : usualModes),
      ...(lon === undefined || lat === undefined ? {} : { position: { lon, lat } }),
      ...(publicKey === undefined ? {} : { publicKey }),
    })
  }
  return ok(sirens)
}

/** Opens the registry; entries that can't be read any more are told to `onUnreadable` and left where they are. */
export async function shelfSirens(
  shelf: Shelf,
  onUnreadable: (key: string) => void = () => {},
): Promise<SirenRegistry> {
  let sirens = new Map<SirenId, Siren>()
  let sorted: readonly Siren[] | undefined
  const reload = async () => {
    const read = new Map<SirenId, Siren>()
    for (const { key, document } of await shelf.list(collection)) {
      const siren = stored.safeParse(document)
      if (siren.success) read.set(siren.data.id, siren.data)
      else onUnreadable(key)
    }
    sirens = read
    sorted = undefined
  }
  await reload()
  return {
    all: () => (sorted ??= [...sirens.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))),
    get: (id) => sirens.get(id),
    async put(some) {
      const entries = some.map((siren) => stored.parse(siren))
      await shelf.put(
        collection,
        entries.map((siren) => ({ key: siren.id, document: siren as unknown as Json })),
      )
      for (const siren of entries) sirens.set(siren.id, siren)
      sorted = undefined
    },
    async remove(ids) {
      await shelf.remove(collection, ids)
      for (const id of ids) sirens.delete(id)
      sorted = undefined
    },
    reload,
  }
}

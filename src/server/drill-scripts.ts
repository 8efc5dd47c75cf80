/** The scripts of drills that an installation has: those shipped with its pack, under those that somebody here wrote. */
import type { AreaCode } from '#areas'
import { ok, refuse, type Json, type Result, type Shelf } from '#base'
import type { KeptAtHand } from '#channels'
import { namedIn, readDrillScript, type DrillScript } from '#drills'
import type { System } from './system.ts'

const collection = 'drill-scripts'
export const scriptStream = 'drill-scripts'

export interface DrillScripts {
  list(): readonly ListedScript[]
  get(id: string): ListedScript | undefined
  /** Durable on return. */
  put(script: DrillScript): Promise<void>
  /** Takes away what was written here; a shipped one of that id is there again. */
  remove(id: string): Promise<Result<void>>
  /** Another server changed them. */
  readonly kept: KeptAtHand
}

export interface ListedScript {
  readonly script: DrillScript
  readonly origin: 'shipped' | 'written-here'
}

export async function openDrillScripts(
  shelf: Shelf,
  shipped: readonly DrillScript[] = [],
): Promise<DrillScripts> {
  let written = new Map<string, DrillScript>()
  const reload = async () => {
    const documents = await shelf.list(collection)
    written = new Map(documents.map(({ key, document }) => [key, document as unknown as DrillScript]))
  }
  await reload()
  const get = (id: string): ListedScript | undefined => {
    const own = written.get(id)
    if (own !== undefined) return { script: own, origin: 'written-here' }
    const known = shipped.find((script) => script.id === id)
    return known === undefined ? undefined : { script: known, origin: 'shipped' }
  }
  return {
    get,
    list: () =>
      [...new Set([...shipped.map(({ id }) => id as string), ...written.keys()])]
        .toSorted()
        .flatMap((id) => get(id) ?? []),
    async put(script) {
      const document = JSON.parse(JSON.stringify(script)) as Json
      await shelf.put(collection, [{ key: script.id, document }])
      written.set(script.id, script)
    },
    async remove(id) {
      const known = get(id)
      if (known === undefined) return refuse('drills/no-such-script', { script: id })
      if (known.origin === 'shipped') return refuse('drills/script-is-shipped', { script: id })
      await shelf.remove(collection, [id])
      written.delete(id)
      return ok()
    },
    kept: { changedBy: ['drill-script-saved', 'drill-script-removed'], reload },
  }
}

/** The scripts of a pack's file; the first that is wrong is named. */
export function readDrillScripts(json: Json): Result<readonly DrillScript[]> {
  if (!Array.isArray(json))
    return refuse('drills/bad-script', { at: '', why: 'it must be a list of scripts' })
  const scripts: DrillScript[] = []
  for (const [place, one] of (json as readonly Json[]).entries()) {
    const script = readDrillScript(one)
    if (script.ok) scripts.push(script.value)
    else {
      const { at = '', details } = script.problem
      return refuse('drills/bad-script', { ...details, at: `[${place}].${at}` })
    }
  }
  return ok(scripts)
}

/** Whether everything that a script names is there; the areas it speaks of. */
export function fitsHere(
  script: DrillScript,
  { areas, book }: Pick<System, 'areas' | 'book'>,
): Result<readonly AreaCode[]> {
  const named = namedIn(script)
  for (const { at, area } of named.areas)
    if (areas.hierarchy().get(area) === undefined) return areas.unknown(area, at)
  for (const { at, threat } of named.threats)
    if (book.threat(threat) === undefined)
      return refuse('drills/bad-script', { at, why: `there is no threat “${threat}”` })
  for (const { at, ladder, level } of named.levels)
    if (book.level(ladder, level) === undefined)
      return refuse('drills/bad-script', { at, why: `the ladder “${ladder}” has no level “${level}”` })
  return ok([...new Set(named.areas.map(({ area }) => area))])
}

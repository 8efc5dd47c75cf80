/** Imports of shelters: an account first, with what it would change; done only when somebody agrees to exactly that. */
import { boundsOf, containsPoint, type AreaCode, type LonLat } from '#areas'
import { ok, refuse, type Instant, type Json, type Result } from '#base'
import {
  changesOf,
  checkFields,
  guessMapping,
  hidden,
  readMapping,
  readShelters,
  readTable,
  type Changes,
  type GoneChoice,
  type Guess,
  type Mapping,
  type ReadShelters,
  type Region,
  type Shelter,
  type ShelterId,
  type Table,
} from '#shelters'
import type { OrderedBy } from './ordered-by.ts'
import type { ShelterDesk } from './shelter-desk.ts'
import type { System } from './system.ts'

export interface ShelterFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ImportAsked {
  readonly file: ShelterFile
  /** Under which name the next edition of the list is known again. */
  readonly source: string
  readonly mapping?: unknown
  /** Where its shelters must be: an area, or `anywhere`; left out, in any area of ours. */
  readonly region?: string
}

export interface ImportAgreed {
  readonly hash: string
  readonly gone?: GoneChoice
}

export interface ImportProposal {
  readonly table: Table
  readonly mapping: Mapping
  /** `kept`: of the last import of this source. */
  readonly mappingFrom: 'given' | 'kept' | 'guessed'
  readonly guess: Guess | null
  readonly read: ReadShelters
  readonly changes: Changes
  /** New ones that stand where one of another list, or one entered by hand, stands already. */
  readonly besideOthers: readonly { readonly id: ShelterId; readonly other: ShelterId }[]
}

export interface ShelterImports {
  propose(asked: ImportAsked): Promise<Result<ImportProposal>>
  /** Durable when it resolves; refused where it would do something else than was agreed to. */
  apply(
    asked: ImportAsked,
    agreed: ImportAgreed,
    by: OrderedBy,
    mayTouch: (shelters: readonly Shelter[]) => Result<void>,
  ): Promise<Result<ImportProposal>>
  /** Each source with its kept mapping. */
  sources(): Promise<readonly KeptSource[]>
}

export interface KeptSource {
  readonly source: string
  readonly mapping: Mapping
  readonly file: string
  readonly at: Instant
}

const collection = 'shelter-sources'
/** About ten kilometres: as far as a border drawn by hand may be wrong. */
const besideDegrees = 0.1
const sameDoorMetres = 10

export function openShelterImports(system: System, desk: ShelterDesk): ShelterImports {
  const { shelf, clock } = system
  const language = system.authority.languages[0] ?? 'en'

  const propose: ShelterImports['propose'] = async ({ file, source, mapping, region }) => {
    await desk.book.upToDate()
    const bounds = regionOf(system, region)
    if (!bounds.ok) return bounds
    const given = mapping === undefined ? undefined : readMapping(mapping)
    if (given?.ok === false) return given
    const kept = (await shelf.get(collection, source)) as unknown as KeptSource | undefined
    const known = given?.value ?? kept?.mapping
    const table = readTable(file.name, file.bytes, known)
    if (!table.ok) return table
    const guess = known === undefined ? guessMapping(table.value) : null
    const used = known ?? guess!.mapping
    const read = readShelters(table.value, used, { language, region: bounds.value })
    const changes = changesOf(source, read.taken, desk.book.all())
    return ok({
      ...{ table: table.value, mapping: used, guess, read, changes },
      mappingFrom: given !== undefined ? 'given' : kept !== undefined ? 'kept' : 'guessed',
      besideOthers: standingBeside(changes, desk, source),
    })
  }
  return {
    propose,
    apply: (asked, agreed, by, mayTouch) =>
      desk.inTurn(async () => {
        if (asked.mapping === undefined) return refuse('shelters/no-mapping', { at: 'mapping' })
        const proposed = await propose(asked)
        if (!proposed.ok) return proposed
        const { changes, read, mapping } = proposed.value
        const { added, changed, gone, hash } = changes
        if (hash !== agreed.hash) return refuse('shelters/proposal-changed', { hash })
        const { source, file } = asked
        if (read.taken.length === 0) return refuse('shelters/nothing-taken', { rows: read.tally.rows })
        if (gone.length > 0 && agreed.gone === undefined)
          return refuse('shelters/gone-undecided', { at: 'gone', count: gone.length, source })
        const strange = [...added, ...changed.map(({ shelter }) => shelter)]
          .flatMap(({ listed }) => listed.protects)
          .find((threat) => system.book.threat(threat as never) === undefined)
        if (strange !== undefined)
          return refuse('threats/not-known-here', { at: 'mapping.protects', threat: strange })
        const touched = [...added, ...changed.map(({ shelter }) => shelter), ...gone]
        const may = mayTouch(touched)
        if (!may.ok) return may
        const put = [...added, ...changed.map(({ shelter }) => shelter)]
        for (const { listed } of put) {
          const sound = checkFields(listed)
          if (!sound.ok) return sound
        }
        const hiddenNow = agreed.gone === 'hide' ? gone.map(hidden) : []
        const removed = agreed.gone === 'remove' ? gone.map(({ id }) => id) : []
        const { rows, taken, mended, doubted, refused } = read.tally
        const data = {
          ...{ source, file: file.name, rows, taken, mended, doubted, refused, hash },
          ...{ added: added.length, changed: changed.length, same: changes.same, gone: gone.length },
          ...(agreed.gone === undefined ? {} : { goneAre: agreed.gone }),
        }
        const done = await desk.keep([...put, ...hiddenNow], removed, { type: 'shelters-imported', data }, by)
        if (!done.ok) return done
        const keptSource: KeptSource = { source, mapping, file: file.name, at: clock.now() }
        await shelf.put(collection, [{ key: source, document: keptSource as unknown as Json }])
        return proposed
      }),
    sources: async () =>
      (await shelf.list(collection)).map(({ document }) => document as unknown as KeptSource),
  }
}

/** Undefined is anywhere: it was said so, or no area of ours has a shape. */
function regionOf({ areas }: System, asked: string | undefined): Result<Region | undefined> {
  if (asked === 'anywhere') return ok(undefined)
  const hierarchy = areas.hierarchy()
  const named = asked === undefined ? undefined : hierarchy.get(asked as AreaCode)
  if (asked !== undefined && named === undefined) return areas.unknown(asked, 'region')
  const shaped = (named === undefined ? hierarchy.roots() : [named])
    .flatMap((area) => (area.shape === undefined ? [...hierarchy.children(area.code)] : [area]))
    .flatMap(({ shape }) => shape ?? [])
  if (shaped.length === 0) return ok(undefined)
  const { west, south, east, north } = boundsOf(shaped)
  const isWithin = ({ lon, lat }: LonLat, more: number) => {
    const wider = more / Math.max(0.05, Math.cos((lat * Math.PI) / 180))
    return lat >= south - more && lat <= north + more && lon >= west - wider && lon <= east + wider
  }
  return ok({
    isInside: (at) => isWithin(at, 0) && containsPoint(shaped, at),
    isBeside: (at) => isWithin(at, besideDegrees),
  })
}

function standingBeside({ added }: Changes, desk: ShelterDesk, source: string) {
  const { index, shelters } = desk.book.shown()
  return added.flatMap(({ id, listed }) => {
    const isOther = (position: number) => shelters[position]!.origin?.source !== source
    const [position] = index.nearest(listed.at, 1, isOther)
    const other = position === undefined ? undefined : shelters[position]!
    return other !== undefined && metresBetween(listed.at, other) <= sameDoorMetres
      ? [{ id, other: other.id }]
      : []
  })
}

function metresBetween(at: LonLat, { listed, edited }: Shelter): number {
  const there = edited.at ?? listed.at
  const north = (there.lat - at.lat) * 111_195
  const east = (there.lon - at.lon) * 111_195 * Math.cos((at.lat * Math.PI) / 180)
  return Math.hypot(north, east)
}

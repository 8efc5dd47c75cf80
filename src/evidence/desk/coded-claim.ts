/** A claim as a person let it stand: codes, numbers and times alone, so that it can stand in the ledger. Its words stay with the document. */
import type { AreaCode } from '#areas'
import { parseInstant, type Brand, type Instant } from '#base'
import type { ThreatId } from '#threats'
import type { Certainty, Claim, ClaimEvent, Quantity } from '../claim/claim.ts'
import type { Stance, Statement } from '../statement/statement.ts'
import type { DocumentId } from './document.ts'

/** `<document>/<number>`: the claims of a document are numbered from 0 in the order of its text. */
export type ClaimRef = Brand<string, 'ClaimRef'>

export function claimRef(document: DocumentId, claim: number): ClaimRef {
  return `${document}/${claim}` as ClaimRef
}

export function partsOf(ref: ClaimRef): { readonly document: DocumentId; readonly claim: number } {
  const at = ref.lastIndexOf('/')
  return { document: ref.slice(0, at) as DocumentId, claim: Number(ref.slice(at + 1)) }
}

export interface CodedQuantity extends Pick<Quantity, 'value' | 'bound'> {
  /** Lower-case letters, spaces and hyphens; what isn't a plain noun is `other`. */
  readonly unit: string
}

export interface CodedClaim {
  readonly event: ClaimEvent
  readonly happened: 'yes' | 'no'
  readonly stance: Stance
  /** The only one; null where there are several, or where none is known. */
  readonly area: AreaCode | null
  /** All of a claim about several areas, by their codes; only there where they are two or more. */
  readonly areas?: readonly AreaCode[]
  readonly from: Instant | null
  readonly to: Instant | null
  readonly weapon: ThreatId | null
  readonly quantities: readonly CodedQuantity[]
  readonly certainty: Certainty
}

const plainNoun = /^[a-z][a-z -]{0,39}$/

export function codedUnit(unit: string): string {
  const small = unit.toLowerCase()
  return plainNoun.test(small) ? small : 'other'
}

/** What was read, without its words. A time that isn’t whole is no time. */
export function coded(claim: Claim, { stance }: Pick<Statement, 'stance'>): CodedClaim {
  const { event, happened, places, when, weapon, quantities, certainty } = claim
  const areas = places.map(({ code, within }) => code ?? within?.code ?? null)
  return {
    ...{ event, happened, stance, certainty },
    // Of a list with a place that nobody knows, it is not known what the claim is about.
    ...about(areas.every((code) => code !== null) ? areas : []),
    from: instantOr(when?.from),
    to: instantOr(when?.to),
    weapon: weapon?.threat ?? null,
    quantities: quantities.map(({ value, bound, unit }) => ({ value, bound, unit: codedUnit(unit) })),
  }
}

/** Every area that a claim is about. */
export function areasOf({ area, areas }: Pick<CodedClaim, 'area' | 'areas'>): readonly AreaCode[] {
  return areas ?? (area === null ? [] : [area])
}

/** The two members that say it. */
function about(codes: readonly AreaCode[]): Pick<CodedClaim, 'area' | 'areas'> {
  const areas = [...new Set(codes)].toSorted()
  return areas.length > 1 ? { area: null, areas } : { area: areas[0] ?? null }
}

/** What a person gives of a claim; what is left out, or undefined, stays as it was. */
export type MendedClaim = {
  readonly [Part in keyof CodedClaim]?: CodedClaim[Part] | undefined
}

/** A claim with what is other. Who names one area means that one; without `areas`, several stay several. */
export function mendedClaim(claim: CodedClaim, { area, areas, ...more }: MendedClaim): CodedClaim {
  const { area: wasArea, areas: wereAreas, ...was } = claim
  const given = Object.entries(more).filter(([, value]) => value !== undefined)
  const before = areasOf({ area: wasArea, ...(wereAreas === undefined ? {} : { areas: wereAreas }) })
  const leaves = area === undefined || (area === null && wasArea === null)
  const now = areas ?? (leaves ? before : area === null ? [] : [area])
  return { ...was, ...Object.fromEntries(given), ...about(now) }
}

/** RFC 3339 also knows days without a clock time; the first moment of one in UTC stands for it. */
function instantOr(text: string | null | undefined): Instant | null {
  if (text === null || text === undefined) return null
  const read = parseInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text)
  return read.ok ? read.value : null
}

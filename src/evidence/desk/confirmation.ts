/** What may be called confirmed, and on what grounds: by rule alone, with everything that counts and everything that does not. */
import type { ClaimRef } from './coded-claim.ts'
import type { DocumentId, FamilyId, SourceId } from './document.ts'
import type { EvidenceEvent, Member } from './event.ts'
import type { Credibility, Reliability } from './rating.ts'

/** What is known now of where a claim comes from. */
export interface Provenance {
  readonly document: DocumentId
  readonly source: SourceId
  readonly family: FamilyId
  readonly reliability: Reliability
  readonly credibility: Credibility
}

/**
 * `confirmed`: by the rule that is named; `unconfirmed`: somebody says so; `denied`: closed by whoever is in charge of it;
 * `disputed`: those in charge of it, or the evidence and they, say both; `denied-unconfirmed`: only others deny it, or only denials
 * are here.
 */
export const standings = ['confirmed', 'unconfirmed', 'denied', 'disputed', 'denied-unconfirmed'] as const
export type EventStanding = (typeof standings)[number]

/** In the order in which they are looked at. */
export const rules = ['responsible-official', 'physical-evidence', 'two-families'] as const
export type ConfirmationRule = (typeof rules)[number]

export interface Ground extends Provenance {
  readonly claim: ClaimRef
  readonly says: 'yes' | 'no'
}

/**
 * Why a claim confirms nothing: it is a copy of one that counts; its source is graded E; it is graded 5; it only guesses, calls for
 * or threatens; it was set aside.
 */
export const discounts = [
  'same-family',
  'source-unreliable',
  'claim-improbable',
  'not-asserted',
  'set-aside',
] as const
export type Discount = (typeof discounts)[number]

export interface Confirmation {
  readonly standing: EventStanding
  /** The rules that are met for its having happened. */
  readonly by: readonly ConfirmationRule[]
  /** Those whose word counts, for and against. */
  readonly grounds: readonly Ground[]
  readonly discounted: readonly { readonly claim: ClaimRef; readonly why: Discount }[]
  /** Independent families that say that it happened, and that it did not. */
  readonly familiesFor: number
  readonly familiesAgainst: number
  /** The denials that close it; a person may set them aside. */
  readonly closedBy: readonly ClaimRef[]
}

const saysSo = new Set(['asserts', 'confirms', 'denies'])

/**
 * Copies count once: the first claim of a family in the order of their names, one that rests on more before one that rests on less.
 * One family on both sides counts on both: it contradicts itself, and that is shown.
 */
export function confirmationOf(
  { members, setAside }: Pick<EvidenceEvent, 'members' | 'setAside'>,
  provenanceOf: (claim: ClaimRef) => Provenance,
): Confirmation {
  const aside = new Set(setAside.map(({ denial }) => denial))
  const discounted: { claim: ClaimRef; why: Discount }[] = []
  const counted: (Ground & Pick<Member, 'basis'>)[] = []
  const seen = new Set<string>()
  const byWeight = members.toSorted((a, b) => weightOf(a) - weightOf(b))
  for (const { claim, coded, basis } of byWeight) {
    const from = provenanceOf(claim)
    const key = `${coded.happened} ${from.family}`
    const why: Discount | undefined = aside.has(claim)
      ? 'set-aside'
      : !saysSo.has(coded.stance)
        ? 'not-asserted'
        : from.reliability === 'E'
          ? 'source-unreliable'
          : from.credibility === 5
            ? 'claim-improbable'
            : seen.has(key)
              ? 'same-family'
              : undefined
    if (why !== undefined) {
      discounted.push({ claim, why })
      continue
    }
    seen.add(key)
    counted.push({ ...from, claim, says: coded.happened, basis })
  }
  const pro = counted.filter(({ says }) => says === 'yes')
  const contra = counted.filter(({ says }) => says === 'no')
  const rests = (on: Member['basis']) => pro.some(({ basis }) => basis === on)
  const familiesFor = new Set(pro.map(({ family }) => family)).size
  const by = rules.filter((rule) => (rule === 'two-families' ? familiesFor >= 2 : rests(rule)))
  const closedBy = contra
    .filter(({ basis }) => basis === 'responsible-official')
    .map(({ claim }) => claim)
    .toSorted()
  // Two families that hear the same rumour don't outweigh who is in charge; a colleague in charge, or a wreck, does not either: it is both.
  const isAgainstMore = rests('responsible-official') || rests('physical-evidence')
  const standing: EventStanding =
    closedBy.length > 0
      ? isAgainstMore
        ? 'disputed'
        : 'denied'
      : by.length > 0
        ? 'confirmed'
        : contra.length > 0
          ? 'denied-unconfirmed'
          : 'unconfirmed'
  return {
    ...{ standing, by, familiesFor, closedBy },
    familiesAgainst: new Set(contra.map(({ family }) => family)).size,
    grounds: counted.map((one) => {
      const { basis: _, ...ground } = one
      return ground
    }),
    discounted,
  }
}

function weightOf({ basis }: Member): number {
  return basis === 'other' ? 1 : 0
}

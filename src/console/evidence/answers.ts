/** What the evidence desk answers, as far as its screen shows it. */

export const claimEvents = [
  ...(['alert', 'siren', 'strike', 'interception', 'casualties', 'damage', 'outage'] as const),
  ...(['evacuation', 'radiation', 'production', 'deployment', 'weapon-test', 'statement', 'other'] as const),
] as const
export type ClaimEvent = (typeof claimEvents)[number]
export const bases = ['responsible-official', 'physical-evidence', 'other'] as const
export type Basis = (typeof bases)[number]
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export type Reliability = (typeof reliabilities)[number]
export const credibilities = [1, 2, 3, 4, 5, 6] as const
export type Credibility = (typeof credibilities)[number]
export type Bound = 'exactly' | 'at-least' | 'about' | 'up-to'
export type Stance = 'asserts' | 'confirms' | 'denies' | 'declines' | 'speculates' | 'calls-for' | 'threatens'
export type Standing = 'confirmed' | 'unconfirmed' | 'denied' | 'disputed' | 'denied-unconfirmed'

export interface Quote {
  readonly text: string
  readonly start: number
  readonly end: number
}
export interface Why {
  readonly words: string | null
}
export interface Graded<Grade> {
  readonly from: Grade
  readonly to: Grade
  readonly at: string
  readonly name: string | null
  readonly why: Why | null
}
export interface SourceView {
  readonly id: string
  readonly name: string | null
  readonly key: string | null
  readonly reliability: Reliability
}
export interface SourceWhole extends SourceView {
  readonly ratings: readonly Graded<Reliability>[]
}
export interface Lease {
  readonly by: string
  readonly name: string | null
  readonly until: string
}

export interface DocumentRow {
  readonly id: string
  readonly version: number
  readonly seenAt: string
  readonly saidAt: string | null
  readonly claims: number
  readonly judged: number
  readonly family: string
  readonly state: 'open' | 'done'
  readonly title: string | null
  readonly url: string | null
  readonly language: string | null
  readonly doubts: number
  readonly text: 'kept' | 'erased'
  readonly source: SourceView
  readonly assigned: { readonly id: string; readonly name: string | null } | null
  readonly lease: Lease | null
}

export interface Quantity {
  readonly value: number
  readonly unit: string
  readonly bound: Bound
}
export interface Coded {
  readonly event: ClaimEvent
  readonly happened: 'yes' | 'no'
  readonly stance: Stance
  readonly area: string | null
  /** All of several; `area` is then null. */
  readonly areas?: readonly string[]
  readonly from: string | null
  readonly to: string | null
  readonly weapon: string | null
  readonly quantities: readonly Quantity[]
  readonly certainty: 'confirmed' | 'claimed' | 'unverified' | 'rumour'
}
export interface ClaimView {
  readonly claim: number
  readonly ref: string
  readonly statement: number | null
  readonly quote: Quote
  readonly read: Coded
  readonly stands: (Coded & { readonly place: string | null }) | null
  readonly credibility: Credibility
  readonly ratings: readonly Graded<Credibility>[]
  readonly verdict: 'accepted' | 'mended' | 'rejected' | null
  readonly basisHint: 'may-be-in-charge' | 'none'
  readonly verdicts: readonly {
    readonly verdict: 'accepted' | 'mended' | 'rejected'
    readonly at: string
    readonly name: string | null
    readonly why: Why | null
  }[]
  readonly offers: readonly ('draft-alert' | 'damage' | 'indicator')[]
  readonly event: string | null
}
export interface StatementView {
  readonly speaker: string | null
  readonly role: string | null
  readonly stance: Stance
  readonly reportedIn: number | null
  readonly quote: Quote
}
export interface DoubtView {
  readonly code: string
  readonly message: string
  readonly quotes: readonly (Quote & { readonly document: string | null })[]
}
export interface DocumentWhole extends Omit<DocumentRow, 'doubts'> {
  readonly hash: string
  readonly content: { readonly text: string } | null
  readonly statements: readonly StatementView[]
  readonly doubts: readonly DoubtView[]
  readonly claimList: readonly ClaimView[]
  readonly closed: { readonly at: string; readonly name: string | null; readonly why: Why | null } | null
}

export interface Figure {
  readonly unit: string
  readonly lowest: number
  readonly highest: number
  readonly upwards: 'open' | 'closed'
  readonly downwards: 'open' | 'closed'
  readonly said: readonly { readonly value: number; readonly bound: Bound }[]
}
export interface EventRow {
  readonly id: string
  readonly openedAt: string
  readonly kind: ClaimEvent | null
  readonly area: string | null
  readonly areas: readonly string[]
  readonly place: string | null
  readonly from: string | null
  readonly to: string | null
  readonly weapons: readonly string[]
  readonly claims: number
  readonly families: number
  readonly standing: Standing
  readonly figures: readonly Figure[]
  readonly mergedInto: string | null
}
export type Rule = 'responsible-official' | 'physical-evidence' | 'two-families'
export type Discount = 'same-family' | 'source-unreliable' | 'claim-improbable' | 'not-asserted' | 'set-aside'
export interface Member {
  readonly claim: string
  readonly document: string
  readonly number: number
  readonly coded: Coded
  readonly basis: Basis
  readonly place: string | null
  readonly saidAt: string
  readonly title: string | null
  readonly speaker: string | null
  readonly role: string | null
  readonly words: string | null
  readonly source: SourceView | null
  readonly family: string | null
}
export type ActType = 'merged-in' | 'merged-away' | 'split' | 'split-off'
export interface EventWhole extends EventRow {
  readonly confirmation: {
    readonly by: readonly Rule[]
    readonly discounted: readonly { readonly claim: string; readonly why: Discount }[]
    readonly familiesFor: number
    readonly familiesAgainst: number
    readonly closedBy: readonly string[]
  }
  readonly members: readonly Member[]
  readonly acts: readonly { readonly act: string; readonly type: ActType }[]
}

/** What the server says of cases. */

export interface Hand {
  readonly id: string
  readonly name: string | null
}
export type ThingKind =
  | 'alert'
  | 'evidence-event'
  | 'evidence-document'
  | 'assessment'
  | 'occurrence'
  | 'observation'
  | 'site'
  | 'call-out'
  | 'checklist'
export interface Thing {
  readonly kind: ThingKind
  readonly id: string
}
interface Noted {
  readonly at: string
  readonly by: Hand
}
export type Likelihood =
  | 'almost-no-chance'
  | 'very-unlikely'
  | 'unlikely'
  | 'roughly-even-chance'
  | 'likely'
  | 'very-likely'
  | 'almost-certain'
export type Confidence = 'low' | 'moderate' | 'high'

export interface CaseRow {
  readonly id: string
  readonly version: number
  readonly title: string | null
  readonly areas: readonly string[]
  readonly owner: Hand
  readonly state: 'open' | 'review' | 'closed'
  readonly changedAt: string
  readonly watched: 'yes' | 'no'
  readonly questions: { readonly open: number; readonly all: number }
  readonly findings: { readonly alone: number; readonly disputed: number; readonly agreed: number }
  readonly lessons: { readonly open: number; readonly late: number; readonly all: number }
}
export interface GatheredView extends Noted {
  readonly thing: Thing
  readonly why: string | null
  readonly sight: 'shown' | 'hidden' | 'gone'
  /** By its kind; null where it is not shown. */
  readonly about: { readonly [name: string]: unknown } | null
}
export interface QuestionView extends Noted {
  readonly id: string
  readonly text: string | null
  readonly of: Hand | null
  readonly state: 'open' | 'answered' | 'dropped'
  readonly ended: (Noted & { readonly text: string | null; readonly restsOn: readonly Thing[] }) | null
}
export interface FindingView extends Noted {
  readonly id: string
  readonly text: string | null
  readonly likelihood: Likelihood
  readonly confidence: Confidence
  readonly restsOn: readonly Thing[]
  readonly supersededBy: string | null
  readonly standing: 'alone' | 'agreed' | 'disputed' | 'superseded'
  readonly judged: readonly (Noted & { readonly agrees: 'yes' | 'no'; readonly why: string | null })[]
}
export interface LessonView extends Noted {
  readonly id: string
  readonly text: string | null
  readonly owner: Hand
  readonly dueAt: string
  readonly late: 'yes' | 'no'
  readonly protocol: string | null
  readonly state: 'open' | 'done' | 'dropped'
  readonly ended: (Noted & { readonly text: string | null; readonly protocolVersion: number | null }) | null
}
export interface CaseWhole extends CaseRow {
  readonly things: readonly GatheredView[]
  readonly questionList: readonly QuestionView[]
  readonly findingList: readonly FindingView[]
  readonly lessonList: readonly LessonView[]
}
export interface LessonRow {
  readonly case: string
  readonly title: string | null
  readonly lesson: string
  readonly text: string | null
  readonly owner: Hand
  readonly dueAt: string
  readonly late: 'yes' | 'no'
}
export interface HistoryRow extends Noted {
  readonly seq: number
  readonly says: string
}

/** What the server answers when it is asked for a report, as far as the screen shows it. */
import type { InstantText } from '../duty.ts'

export interface LineView {
  readonly id: string
  readonly rests: readonly number[]
  readonly see: string
}
export interface SectionView {
  readonly id: string
  readonly title: string
  readonly means: string
  readonly none: string
  readonly figures: readonly (LineView & { readonly text: string })[]
  readonly columns: readonly string[]
  readonly rows: readonly (LineView & { readonly cells: readonly string[] })[]
}
export interface FactView {
  readonly seq: number
  readonly at: InstantText
  /** In one English sentence. */
  readonly what: string
}
export interface ReportView {
  readonly paper: {
    readonly language: string
    readonly direction: 'ltr' | 'rtl'
    readonly title: string
    readonly mode: string | null
    readonly head: readonly string[]
    readonly sections: readonly SectionView[]
    readonly rests: string
  }
  readonly facts: readonly FactView[]
  /** Where exactly this is answered again. */
  readonly again: string
}

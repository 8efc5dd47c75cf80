/** Reads the timeline page by page, and reads on when something moved. */
import { ask, type Problem } from '../../web/people/ask.dom.ts'
import { onMoved } from '../picture.svelte.ts'
import type { Entry, TimelinePage } from './entries.ts'

export interface Span {
  readonly alert?: string
  /** RFC 3339. */
  readonly from?: string
  readonly to?: string
  readonly kinds?: string
}

/** More would be no reading any more; the exports have all of it. */
export const mostEntries = 3_000

export function queryOf(span: Span): URLSearchParams {
  return new URLSearchParams(
    Object.entries(span).filter((one): one is [string, string] => one[1] !== undefined && one[1] !== ''),
  )
}

export class Reading {
  entries = $state.raw<readonly Entry[]>([])
  problem = $state.raw<Problem | undefined>()
  state = $state<'reading' | 'read' | 'too-many'>('reading')
  #asked = 0
  #after = 0
  #span: Span = {}
  /** Something moved after the answer that is under way may have been made. */
  #again = false

  /** Reads all of a span, and follows it until the returned function is called. */
  read(span: Span): () => void {
    this.#span = span
    this.#after = 0
    this.#again = false
    this.entries = []
    this.state = 'reading'
    void this.#readOn((this.#asked += 1))
    return onMoved(() => {
      if (span.to !== undefined) return
      if (this.state === 'reading') this.#again = true
      else if (this.state === 'read') void this.#readOn((this.#asked += 1))
    })
  }

  async #readOn(mine: number): Promise<void> {
    for (;;) {
      this.#again = false
      const query = queryOf(this.#span)
      query.set('after', String(this.#after))
      query.set('limit', '500')
      const answer = await ask<TimelinePage>('GET', `/v1/timeline?${query}`, undefined, { by: 'unattended' })
      if (mine !== this.#asked) return
      if (!answer.ok) {
        this.problem = answer.problem
        this.state = 'read'
        return
      }
      const { entries, next } = answer.value
      this.problem = undefined
      const known = new Set(this.entries.map(({ seq }) => seq))
      this.entries = [...this.entries, ...entries.filter(({ seq }) => !known.has(seq))]
      this.#after = next ?? Math.max(this.#after, this.entries.at(-1)?.seq ?? 0)
      if (this.entries.length >= mostEntries) {
        this.state = 'too-many'
        return
      }
      if (next === null && !this.#again) {
        this.state = 'read'
        return
      }
    }
  }
}

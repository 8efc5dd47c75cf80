/** What the order would do, asked of the server a moment after each change; an answer to an older question is dropped. */
import { ask, type Problem } from '../../web/people/ask.dom.ts'
import type { Preview } from '../duty.ts'
import type { DraftBody } from './draft.ts'
import { digestOf } from './sending.ts'

const pause = 120
const again = 1_500

export class Foreseen {
  /** The last answer, also while a newer one is awaited: figures that jump to nothing at each key help nobody. */
  preview = $state.raw<Preview | undefined>()
  /** What the server refuses, as it would refuse the order itself. */
  problem = $state.raw<Problem | undefined>()
  /** The words and areas that `preview` is about. */
  #of = $state('')
  #wanted: DraftBody | undefined
  #question = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Whether what is shown is about this very body. */
  isOf(body: DraftBody): boolean {
    return this.preview !== undefined && this.problem === undefined && this.#of === digestOf(body)
  }

  /** Undefined: there is nothing to be asked yet. */
  ask(body: DraftBody | undefined): void {
    this.#wanted = body
    this.#question++
    clearTimeout(this.#timer)
    if (body === undefined) {
      this.preview = undefined
      this.problem = undefined
      this.#of = ''
    } else this.#timer = setTimeout(() => void this.#fetch(body), pause)
  }

  /** The same once more: what is in force has moved, or the line is back. */
  again(): void {
    if (this.#wanted !== undefined) this.ask(this.#wanted)
  }

  stop(): void {
    this.#question++
    clearTimeout(this.#timer)
  }

  async #fetch(body: DraftBody): Promise<void> {
    const mine = this.#question
    const answer = await ask<Preview>('POST', '/v1/alerts/preview', { order: { type: 'draft', ...body } })
    if (mine !== this.#question) return
    if (answer.ok) {
      this.preview = answer.value
      this.problem = undefined
      this.#of = digestOf(body)
      return
    }
    this.problem = answer.problem
    const { status } = answer.problem
    if (status === 0 || (status >= 502 && status <= 504))
      this.#timer = setTimeout(() => void this.#fetch(body), again)
  }
}

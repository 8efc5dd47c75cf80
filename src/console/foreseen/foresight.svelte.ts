/** What an order would do, asked of the server before it is given: the latest question’s answer, never that of an older one. */
import { ask, type Problem } from '../../web/people/ask.dom.ts'
import type { Preview } from '../duty.ts'

export interface AskedOrder {
  readonly type: string
  readonly alert?: string
  readonly [member: string]: unknown
}

const retryAfter = 1_500

export class Foresight {
  /** The last answer, also while a newer one is awaited: figures that jump to nothing at each key help nobody. */
  preview = $state.raw<Preview | undefined>()
  /** What the server refuses, as it would refuse the order itself. */
  problem = $state.raw<Problem | undefined>()
  /** The order that `preview` or `problem` answers. */
  of = $state.raw<AskedOrder | undefined>()
  waiting = $state(false)
  #wanted: AskedOrder | undefined
  #question = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Whether what is shown is what this very order would do. */
  isOf(order: AskedOrder): boolean {
    return this.preview !== undefined && JSON.stringify(this.of) === JSON.stringify(order)
  }

  /** `undefined`: there is nothing to be asked. A question that follows within `delayMilliseconds` takes the place of the one before. */
  ask(order: AskedOrder | undefined, delayMilliseconds = 0): void {
    this.stop()
    this.#wanted = order
    if (order === undefined) {
      this.preview = this.problem = this.of = undefined
      return
    }
    this.waiting = true
    this.#timer = setTimeout(() => void this.#send(order), delayMilliseconds)
  }

  /** The same once more: what is in force has moved, or the line is back. */
  again(delayMilliseconds = 0): void {
    if (this.#wanted !== undefined) this.ask(this.#wanted, delayMilliseconds)
  }

  stop(): void {
    this.#question += 1
    this.waiting = false
    clearTimeout(this.#timer)
  }

  async #send(order: AskedOrder): Promise<void> {
    const mine = this.#question
    const answer = await ask<Preview>('POST', '/v1/alerts/preview', { order }, { by: 'unattended' })
    if (mine !== this.#question) return
    this.waiting = false
    this.problem = answer.ok ? undefined : answer.problem
    if (answer.ok) {
      this.of = order
      this.preview = answer.value
      return
    }
    const { status } = answer.problem
    if (status === 0 || (status >= 502 && status <= 504)) {
      // The line, not the order: it is asked again until it is answered.
      this.#timer = setTimeout(() => void this.#send(order), retryAfter)
      return
    }
    this.of = order
    this.preview = undefined
  }
}

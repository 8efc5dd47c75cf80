/** What an order would do, asked of the server before it is given: the latest question’s answer, never that of an older one. */
import { ask, type Problem } from '../../web/people/ask.dom.ts'
import type { Preview } from '../duty.ts'

export interface AskedOrder {
  readonly type: string
  readonly alert?: string
  readonly [member: string]: unknown
}

export class Foresight {
  preview = $state.raw<Preview | undefined>()
  problem = $state.raw<Problem | undefined>()
  /** The order that `preview` or `problem` answers. */
  of = $state.raw<AskedOrder | undefined>()
  waiting = $state(false)
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `undefined` forgets. A question that follows within `delayMilliseconds` takes the place of the one before. */
  ask(order: AskedOrder | undefined, delayMilliseconds = 0): void {
    const mine = (this.#asked += 1)
    clearTimeout(this.#timer)
    if (order === undefined) {
      this.preview = this.problem = this.of = undefined
      this.waiting = false
      return
    }
    this.waiting = true
    this.#timer = setTimeout(() => void this.#send(order, mine), delayMilliseconds)
  }

  async #send(order: AskedOrder, mine: number): Promise<void> {
    const answer = await ask<Preview>('POST', '/v1/alerts/preview', { order }, { by: 'unattended' })
    if (mine !== this.#asked) return
    this.waiting = false
    this.of = order
    this.preview = answer.ok ? answer.value : undefined
    this.problem = answer.ok ? undefined : answer.problem
  }
}

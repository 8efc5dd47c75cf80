/** What a station measured, fetched again each minute: readings are no facts, and nobody tells that they moved. What is shown stays until better is known. */
import { untrack } from 'svelte'
import { ask, type Problem } from '../../web/people/ask.dom.ts'
import { now } from '../clock.svelte.ts'
import type { SeriesView } from './answers.ts'
import type { StepName, Window } from './periods.ts'

export interface Asked {
  readonly site: string
  readonly station: string
  readonly step: StepName
  readonly window: Window
}

export class Series {
  value = $state.raw<SeriesView | undefined>()
  /** What `value` is of. */
  of = $state.raw<Asked | undefined>()
  problem = $state.raw<Problem | undefined>()
  state = $state<'fetching' | 'there'>('fetching')
  #turn = 0

  /** In a component’s script. */
  constructor(asked: () => Asked) {
    $effect(() => {
      const one = asked()
      untrack(() => void this.#fetch(one))
    })
  }

  async #fetch(asked: Asked): Promise<void> {
    const turn = ++this.#turn
    const { site, station, step, window } = asked
    // Of another station or step nothing that stands there is true.
    if (this.of?.station !== station || this.of.site !== site || this.of.step !== step) {
      this.value = this.of = undefined
      this.state = 'fetching'
    }
    const at = (ms: number) => encodeURIComponent(new Date(ms).toISOString())
    const answer = await ask<SeriesView>(
      'GET',
      `/v1/sites/${encodeURIComponent(site)}/stations/${encodeURIComponent(station)}/readings?from=${at(window.fromMs)}&until=${at(window.untilMs)}&step=${step}`,
      undefined,
      { prompt: 'alone', by: 'unattended', within: 15_000 },
    )
    if (turn !== this.#turn) return
    this.state = 'there'
    this.problem = answer.ok ? undefined : answer.problem
    if (!answer.ok) return
    this.value = answer.value
    this.of = asked
  }
}

/** The full minute, by the server’s clock: what depends on it is reckoned once a minute. */
export function minuteNow(): number {
  return Math.ceil(now() / 60_000) * 60_000
}

/** One alert being composed: what is chosen, kept at every change, what it would do, and what became of sending it. */
import { ask, serverNow, type Problem } from '../../web/people/ask.dom.ts'
import type { AlertView } from '../duty.ts'
import { giveOrder, type GivenOrder, type OrderState } from '../order.dom.ts'
import { onMoved, picture } from '../picture.svelte.ts'
import { chosenWith } from './choices.ts'
import {
  bodyOf,
  emptyDraft,
  fieldOf,
  isEmpty,
  type Draft,
  type DraftBody,
  type Field,
  type Made,
} from './draft.ts'
import { Foresight, type AskedOrder } from '../foreseen/foresight.svelte.ts'
import { hierarchy } from './ground.svelte.ts'
import { forgetDraft, holdDraft, keepDraft, keepLastAreas, newId } from './kept.dom.ts'
import { answered, goingOut, nextOrder, nothingSent, type Goal, type Sent } from './sending.ts'

export type Going =
  | { readonly is: 'composing' }
  | { readonly is: 'sending' }
  | { readonly is: 'not-known'; readonly since: number; readonly tries: number }
  | { readonly is: 'not-sent'; readonly problem: Problem | undefined }
  | { readonly is: 'sent'; readonly alert: AlertView }

export function nothingYet(): Draft {
  const { mode = 'drill', authority } = picture.duty ?? {}
  // What would only be refused is not what one begins with.
  return emptyDraft(newId(), mode === 'live' && authority?.service === 'drill' ? 'drill' : mode)
}

/** A moment after the last key: nobody reads what is gone with the next one. */
const pause = 120

function previewed(body: DraftBody): AskedOrder {
  return { type: 'draft', ...body }
}

/** Moves that can change what an order would do. */
const matters = new Set(['alerts', 'board', 'areas', 'ladders', 'phrases', 'sirens', 'tracks', 'channels'])

export class Composing {
  draft = $state.raw<Draft>() as Draft
  sent = $state.raw<Sent>(nothingSent)
  going = $state.raw<Going>({ is: 'composing' })
  /** When it was last kept; 0: not yet, or this browser keeps nothing. */
  savedAt = $state(0)
  /** Whether this browser keeps drafts at all. */
  keeps = $state(true)
  readonly foreseen = new Foresight()
  readonly made: Made = $derived.by(() => bodyOf(this.draft, hierarchy()))
  readonly #person: string
  #letGo: () => void
  #order: GivenOrder | undefined
  readonly #unhear: () => void
  #keeping = 0
  #isOver = false

  /** It goes on from what was kept or begun elsewhere; left out, it begins with nothing. */
  constructor(
    person: string,
    from: { readonly draft?: Draft; readonly sent?: Sent; readonly savedAt?: number } = {},
  ) {
    this.#person = person
    this.draft = from.draft ?? nothingYet()
    this.sent = from.sent ?? nothingSent
    this.savedAt = from.savedAt ?? 0
    this.#letGo = holdDraft(this.draft.id)
    this.#unhear = onMoved(({ kinds }) => {
      if (kinds.some((kind) => matters.has(kind))) this.foreseen.again(pause)
    })
    this.#look()
  }

  change(part: Partial<Draft>): void {
    let next = { ...this.draft, ...part }
    // An alert’s mode is fixed when it is drafted: with another one it is another alert.
    if (next.mode !== this.draft.mode && this.sent.alert !== null) {
      next = { ...next, id: newId() }
      forgetDraft(this.#person, this.draft.id)
      this.#letGo()
      this.#letGo = holdDraft(next.id)
      this.sent = nothingSent
    }
    this.draft = next
    if (this.going.is === 'not-sent') this.going = { is: 'composing' }
    void this.#keep()
    this.#look()
  }

  /** With the ladder that speaks of it, and the level where that is known. */
  chooseThreat(
    threat: string,
    asked: { readonly ladder?: string | null; readonly level?: string | null } = {},
  ): void {
    const { ladders, ladder } = picture.threats
    const own = picture.duty?.authority.ladder ?? ladder
    this.change(chosenWith(this.draft, threat, ladders, { own, ...asked }))
  }

  /** The field that a refusal is about, with what it says. */
  problemAt(field: Field): Problem | undefined {
    return this.problems().find((problem) => fieldOf(problem['at']) === field)
  }

  problems(): readonly Problem[] {
    const refused = this.going.is === 'not-sent' ? this.going.problem : undefined
    const { problem } = this.foreseen
    return [refused, problem].filter((one) => one !== undefined)
  }

  /** Neither about a field that is shown nor about the sending itself, which the bar says. */
  isElsewhere(problem: Problem): boolean {
    const isSending = this.going.is === 'not-sent' && this.going.problem === problem
    return !isSending && fieldOf(problem['at']) === undefined
  }

  /** Whether the last order went out without an answer, and was one that people could hear of. */
  mayHaveArrived(): boolean {
    const step = this.sent.underWay?.step
    return step === 'submit' || step === 'issue'
  }

  /** Whether what is shown is what would be sent. */
  isReady(): boolean {
    return (
      this.made.is === 'whole' &&
      this.foreseen.problem === undefined &&
      this.foreseen.isOf(previewed(this.made.body))
    )
  }

  /** Resolves with the alert once it is where it was meant to be; undefined when it was refused or given up. */
  async send(goal: Goal): Promise<AlertView | undefined> {
    if (this.made.is !== 'whole' || this.going.is === 'sending' || this.going.is === 'not-known')
      return undefined
    const { body } = this.made
    this.going = { is: 'sending' }
    for (;;) {
      const order = nextOrder(this.draft, this.sent, body, goal)
      this.sent = goingOut(this.sent, order, serverNow())
      // Before it goes out: whatever dies then, it is known what was under way.
      await this.#keep()
      const given = giveOrder(order.path, order.body, (state) => this.#told(state), order.key)
      this.#order = given
      const outcome = await given.outcome
      this.#order = undefined
      if (!outcome.ok) {
        if (outcome.problem.status !== 0) {
          this.sent = answered(this.sent, order, body, undefined)
          void this.#keep()
        }
        this.going = { is: 'not-sent', problem: outcome.problem }
        return undefined
      }
      const { alert } = outcome.value
      this.sent = answered(this.sent, order, body, alert.id)
      if (order.step === 'submit' || order.step === 'issue') {
        keepLastAreas(this.#person, body.areas)
        this.throwAway()
        this.going = { is: 'sent', alert }
        return alert
      }
    }
  }

  /**
   * Of an order that was under way when the page was closed: the alert's id when people have it, undefined when not, which
   * is then said.
   */
  async askWhatBecame(): Promise<string | undefined> {
    const { underWay, alert } = this.sent
    if (underWay === null) return undefined
    const isLast = underWay.step === 'submit' || underWay.step === 'issue'
    if (alert === null || !isLast) {
      // What was drafted only stands on the server: nobody has heard of it.
      this.going = { is: 'not-sent', problem: undefined }
      return undefined
    }
    const since = underWay.since
    for (let tries = 1; ; tries++) {
      const answer = await ask<{ readonly alert: AlertView }>('GET', `/v1/alerts/${alert}`)
      if (answer.ok) {
        const { status } = answer.value.alert
        const isOut =
          status === 'issued' || status === 'ended' || status === 'submitted' || status === 'approved'
        this.sent = { ...this.sent, underWay: null }
        if (isOut) this.throwAway()
        else this.going = { is: 'not-sent', problem: undefined }
        return isOut ? alert : undefined
      }
      if (answer.problem.status !== 0 && answer.problem.status < 500) {
        this.going = { is: 'not-sent', problem: answer.problem }
        return undefined
      }
      this.going = { is: 'not-known', since, tries }
      await new Promise((resolve) => setTimeout(resolve, 1_500))
    }
  }

  /** Stops asking; what was sent may yet have arrived, which `sent.underWay` remembers. */
  stopAsking(): void {
    this.#order?.giveUp()
  }

  throwAway(): void {
    this.#isOver = true
    forgetDraft(this.#person, this.draft.id)
    this.#letGo()
  }

  close(): void {
    this.#unhear()
    this.#letGo()
    this.foreseen.stop()
  }

  #told(state: OrderState): void {
    this.going = state.is === 'sending' ? { is: 'sending' } : state
  }

  /** Resolves when it is kept for good, or cannot be. */
  async #keep(): Promise<void> {
    if (this.#isOver) return
    const mine = ++this.#keeping
    if (isEmpty(this.draft) && this.sent.alert === null && this.sent.underWay === null) {
      forgetDraft(this.#person, this.draft.id)
      this.savedAt = 0
      return
    }
    const savedAt = serverNow()
    const outcome = await keepDraft(this.#person, { draft: this.draft, sent: this.sent, savedAt })
    if (mine !== this.#keeping) return
    this.savedAt = outcome === 'kept' ? savedAt : 0
    this.keeps = outcome === 'kept'
  }

  #look(): void {
    const made = bodyOf(this.draft, hierarchy())
    this.foreseen.ask(made.is === 'whole' ? previewed(made.body) : undefined, pause)
  }
}

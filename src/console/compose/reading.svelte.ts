/** A message being read: asked of the server, taken into the draft, its doubtful names asked about one by one. */
import { ask, type Problem } from '../../web/people/ask.dom.ts'
import { picture } from '../picture.svelte.ts'
import type { Composing } from './composing.svelte.ts'
import { hierarchy } from './ground.svelte.ts'
import {
  askNext,
  mainLine,
  questionsOf,
  whereOf,
  withAnswer,
  type Question,
  type ReadMessage,
  type SaidLine,
} from './pasted.ts'

export class Reading {
  text = $state('')
  read = $state.raw<ReadMessage | undefined>()
  /** The line that was taken into the draft. */
  line = $state.raw<SaidLine | undefined>()
  questions = $state.raw<readonly Question[]>([])
  problem = $state.raw<Problem | undefined>()
  busy = $state(false)
  readonly #composing: () => Composing
  #turn = 0

  constructor(composing: () => Composing) {
    this.#composing = composing
  }

  /** Resolves when it was read and taken, or could not be. */
  async take(text: string): Promise<void> {
    this.close()
    const mine = this.#turn
    this.text = text
    this.busy = true
    const answer = await ask<ReadMessage>('POST', '/v1/announcements/read', { text: text.slice(0, 20_000) })
    if (mine !== this.#turn) return
    this.busy = false
    if (!answer.ok) {
      this.problem = answer.problem
      return
    }
    this.read = answer.value
    const line = mainLine(answer.value.lines, picture.threats.ladders)
    if (line !== undefined) this.takeLine(line)
  }

  /** Its threat and level as far as it says them; an area that is certain is chosen, another asked about. */
  takeLine(line: SaidLine): void {
    this.line = line
    this.questions = questionsOf(line)
    const composing = this.#composing()
    const threat = line.threat ?? composing.draft.threat
    // What was chosen by hand holds where the message doesn't say: but never a level that was meant for another danger.
    const isSame = line.threat === null || line.threat === composing.draft.threat
    if (!isSame) composing.change({ ladder: null, level: null })
    if (threat !== null) composing.chooseThreat(threat, { ladder: line.ladder, level: line.level })
    composing.change({ where: whereOf(line, hierarchy(), picture.duty?.authority.areas ?? []) })
  }

  answer(question: Question, how: 'yes' | 'no'): void {
    const at = this.questions.indexOf(question)
    const [candidate] = question.candidates
    if (at < 0 || candidate === undefined) return
    const next = how === 'no' ? askNext(question) : undefined
    this.questions = this.questions.toSpliced(at, 1, ...(next === undefined ? [] : [next]))
    if (how === 'no') return
    const composing = this.#composing()
    composing.change({ where: withAnswer(composing.draft.where, question, candidate.code, hierarchy()) })
  }

  close(): void {
    this.#turn++
    this.text = ''
    this.read = undefined
    this.line = undefined
    this.questions = []
    this.problem = undefined
    this.busy = false
  }
}

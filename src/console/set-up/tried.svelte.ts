/** What the texts would say with what is being typed, in every language: asked of the server a moment after the last key. */
import { ask, type Problem } from '../../web/people/ask.dom.ts'
import type { PhrasesPreview } from './answers.ts'
import type { Edits, Tried } from './phrase-table.ts'

export interface Question {
  readonly languages: readonly string[]
  readonly edits: Edits
  readonly threat: string
  readonly ladder: string
  readonly level: string
  readonly mode: 'live' | 'drill' | 'test'
  readonly by: Tried
}

const pauseFor = 300

export class Trial {
  previews = $state.raw<{ readonly [language: string]: PhrasesPreview }>({})
  problems = $state.raw<{ readonly [language: string]: Problem | undefined }>({})
  /** Of each language what was answered last, so that only what changed is asked again. */
  #asked: { [language: string]: string } = {}

  /** In an effect: what it returns stops a question that is not yet asked. */
  ask(question: Question): () => void {
    const timer = setTimeout(() => {
      for (const language of question.languages) void this.#askOne(language, question)
    }, pauseFor)
    return () => clearTimeout(timer)
  }

  async #askOne(language: string, { edits, threat, ladder, level, mode, by }: Question): Promise<void> {
    const body = {
      ...{ language, changes: edits[language] ?? {}, threat, ladder, level, mode },
      ...{ kind: by.kind, remains: by.remains },
    }
    const wanted = JSON.stringify(body)
    if (this.#asked[language] === wanted) return
    this.#asked[language] = wanted
    const answer = await ask<PhrasesPreview>('POST', '/v1/phrases/preview', body, { by: 'unattended' })
    // A later question has its own answer.
    if (this.#asked[language] !== wanted) return
    this.problems = { ...this.problems, [language]: answer.ok ? undefined : answer.problem }
    if (answer.ok) this.previews = { ...this.previews, [language]: answer.value }
    else delete this.#asked[language]
  }

  /** What was saved may be said otherwise now. */
  forget(): void {
    this.#asked = {}
  }
}

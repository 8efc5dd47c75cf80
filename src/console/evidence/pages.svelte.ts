/** A list that is read a page at a time and anew when something of it moves: as far as it was read before, and no further. */
import { ask, type Problem } from '../../web/people/ask.dom.ts'
import { onMoved } from '../picture.svelte.ts'

const mostPages = 20
/** Whoever judges claim after claim moves the list each time. */
const restFor = 1_500

export class Pages<Row extends { readonly id: string }> {
  rows = $state.raw<readonly Row[]>([])
  next = $state.raw<string | null>(null)
  state = $state<'reading' | 'read'>('reading')
  problem = $state.raw<Problem | undefined>()
  #path = ''
  #name: string
  #pages = 1
  #turn = 0

  /** `name`: the member of the answer that holds the rows. Call it in a component’s script. */
  constructor(name: string, path: () => string) {
    this.#name = name
    $effect(() => {
      this.#path = path()
      this.#pages = 1
      this.rows = []
      void this.#read()
      let timer: ReturnType<typeof setTimeout> | undefined
      const off = onMoved(({ kinds }) => {
        if (!kinds.includes('evidence')) return
        timer ??= setTimeout(() => {
          timer = undefined
          void this.#read()
        }, restFor)
      })
      return () => {
        this.#turn++
        clearTimeout(timer)
        off()
      }
    })
  }

  more(): void {
    this.#pages = Math.min(mostPages, this.#pages + 1)
    void this.#read()
  }

  async #read(): Promise<void> {
    const turn = ++this.#turn
    this.state = 'reading'
    const rows: Row[] = []
    let next: string | null = null
    for (let page = 0; page < this.#pages; page++) {
      const after: string = next === null ? '' : `&after=${encodeURIComponent(next)}`
      const answer = await ask<{ readonly next: string | null; readonly [name: string]: unknown }>(
        'GET',
        this.#path + after,
        undefined,
        { prompt: 'alone', by: 'unattended', within: 15_000 },
      )
      if (turn !== this.#turn) return
      this.problem = answer.ok ? undefined : answer.problem
      if (!answer.ok) break
      rows.push(...(answer.value[this.#name] as readonly Row[]))
      next = answer.value.next
      if (next === null) break
    }
    this.state = 'read'
    if (this.problem !== undefined) return
    this.rows = rows
    this.next = next
  }
}

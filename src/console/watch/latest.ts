/** The last lines of a timeline that grows on: each answer goes on where the one before ended, and only what is shown is kept. Pure. */

interface Line {
  readonly seq: number
  readonly at: string
  readonly kind: string
  readonly what: string
  readonly by: { readonly name: string | null; readonly kind: string } | null
}

export interface LinesPage {
  /** The oldest first. */
  readonly entries: readonly Line[]
  /** Where to go on; null when the page was the last. */
  readonly next: number | null
  /** The ledger’s last fact when it was read. */
  readonly seq: number
}

export const mostLines = 8

export function latestOf(page: LinesPage, before: LinesPage | undefined): LinesPage {
  const known = before?.entries ?? []
  const last = known.at(-1)?.seq ?? 0
  const entries = [...known, ...page.entries.filter(({ seq }) => seq > last)]
  return {
    entries: entries.slice(-mostLines).map(({ seq, at, kind, what, by }) => ({ seq, at, kind, what, by })),
    ...{ next: page.next, seq: page.seq },
  }
}

export function onwardsFrom({ next, seq }: LinesPage): { query: string; more: 'more' | 'all' } {
  return { query: `&after=${next ?? seq}`, more: next === null ? 'all' : 'more' }
}

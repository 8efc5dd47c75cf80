/** What waits, as the list of approvals shows it: the oldest first, each with what it is about as far as that is known here. Pure. */
import type { AlertView, WaitingView } from '../duty.ts'

export interface WaitingItem {
  readonly key: string
  readonly kind: 'approval' | 'change' | 'emergency' | 'proposal'
  readonly since: string
  readonly alert: string | undefined
  readonly danger: { readonly threat: string; readonly ladder: string; readonly level: string } | undefined
  readonly areas: readonly {
    readonly code: string
    readonly names?: { readonly [language: string]: string }
  }[]
}

export function waitingItems(
  waiting: readonly WaitingView[],
  alerts: ReadonlyMap<string, AlertView>,
): readonly WaitingItem[] {
  return waiting
    .map(({ kind, about, since }) => {
      const alert = kind === 'proposal' ? undefined : about
      const known = alerts.get(about)
      const content = kind === 'change' ? (known?.pending?.content ?? known?.content) : known?.content
      return { key: `${kind} ${about}`, kind, since, alert, danger: content, areas: content?.areas ?? [] }
    })
    .toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since))
}

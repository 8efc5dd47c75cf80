/** What the address asks to begin with, found in the picture; and which words of a copied alert somebody wrote by hand. */
import { ask } from '../../web/people/ask.dom.ts'
import type { AlertView, Preview } from '../duty.ts'
import { picture } from '../picture.svelte.ts'
import { begunWith, handWritten, type Begun } from './begun.ts'
import { chosenWith } from './choices.ts'
import { nothingYet, type Composing } from './composing.svelte.ts'

export function begunHere(query: URLSearchParams): Begun | undefined {
  const begun = begunWith(query, nothingYet(), {
    alert: (id) => picture.alerts.get(id),
    report: (id) => picture.reports.find((report) => report.id === id),
    sighting: (id) => picture.sightings.find((sighting) => sighting.id === id),
    hasArea: (code) => picture.areas.has(code),
  })
  if (begun === undefined || begun.draft.threat === null || begun.draft.ladder !== null) return begun
  const { ladders, ladder } = picture.threats
  const own = picture.duty?.authority.ladder ?? ladder
  const { level } = begun.draft
  const chosen = chosenWith(begun.draft, begun.draft.threat, ladders, { own, level })
  return { ...begun, draft: { ...begun.draft, ...chosen } }
}

/** Asks what the phrase books would say of the same; what the alert says otherwise is kept as written. */
export async function findHandWritten(composing: Composing, alert: AlertView): Promise<void> {
  const { made } = composing
  if (made.is !== 'whole') return
  const order = { type: 'draft', ...made.body }
  const answer = await ask<Preview>('POST', '/v1/alerts/preview', { order })
  if (!answer.ok || Object.keys(composing.draft.texts).length > 0) return
  const texts = handWritten(alert.content.wording.texts, answer.value.content.wording.texts)
  if (Object.keys(texts).length > 0) composing.change({ texts })
}

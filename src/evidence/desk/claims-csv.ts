/** Claims for a spreadsheet: one line a claim, with what people decided and the exact words. */
import type { ExportedDocument } from './exported.ts'
import { claimOn } from './document-facts.ts'
import { areasOf, claimRef } from './coded-claim.ts'
import { gradeNow, unjudgedCredibility } from './rating.ts'

export const claimColumns = [
  ...['document', 'claim', 'seen at', 'said at', 'kind of intake', 'source', 'source name', 'reliability'],
  ...['family', 'url', 'title', 'speaker', 'role', 'words', 'start', 'end'],
  ...['verdict', 'basis', 'credibility', 'event kind', 'happened', 'stance', 'area', 'from', 'to', 'weapon'],
  ...['quantities', 'certainty', 'event', 'judged by', 'judged at'],
] as const

/** A cell each, in the order of the columns; a claim that nobody judged stands as it was read. */
export function claimRows({
  document,
  title,
  url,
  source,
  claims,
}: ExportedDocument): readonly (readonly string[])[] {
  return claims.map(({ claim, quote, coded, speaker, role, event }) => {
    const { verdicts, ratings } = claimOn(document, claim)
    const verdict = verdicts.at(-1)
    const stands = verdict?.coded ?? coded
    const counts = stands.quantities.map(({ value, unit, bound }) =>
      bound === 'exactly' ? `${value} ${unit}` : `${bound} ${value} ${unit}`,
    )
    return [
      ...[document.id, claimRef(document.id, claim), document.seenAt, document.saidAt ?? '', document.kind],
      ...[source.id, source.name ?? '', source.reliability, document.family, url ?? '', title ?? ''],
      ...[speaker ?? '', role ?? '', quote.text, String(quote.start), String(quote.end)],
      ...[verdict?.verdict ?? '', verdict?.basis ?? '', String(gradeNow(ratings, unjudgedCredibility))],
      ...[
        stands.event,
        stands.happened,
        stands.stance,
        areasOf(stands).join('; '),
        stands.from ?? '',
        stands.to ?? '',
      ],
      ...[stands.weapon ?? '', counts.join('; '), stands.certainty, event ?? ''],
      ...[verdict?.by ?? '', verdict?.at ?? ''],
    ]
  })
}

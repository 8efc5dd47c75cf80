/** An alert in words for a terminal. */
import { sayTime } from './say-time.ts'

export interface AlertAnswer {
  readonly alert: {
    readonly id: string
    readonly status: string
    readonly mode: string
    readonly version: number
    readonly contentHash: string
    readonly content: {
      readonly threat: string
      readonly level: string
      readonly areas: readonly {
        readonly code: string
        readonly names: { readonly [language: string]: string }
      }[]
      readonly wording: {
        readonly texts: { readonly [language: string]: { readonly [length: string]: string } }
        readonly missing: readonly string[]
      }
    }
    readonly revision?: number
    readonly issuedAt?: string
    readonly renewBy?: string
    readonly flaggedAt?: string
    readonly how?: string
    readonly endedAt?: string
    readonly pending?: { readonly change: string; readonly contentHash: string }
    readonly returned?: { readonly reason: string }
  }
  readonly overlaps: readonly {
    readonly area: string
    readonly threat: string
    readonly level: string
    readonly holdsFor: 'all-of-it' | 'a-part'
    readonly alerts: readonly string[]
  }[]
  readonly repeated?: string
}

export function sayAlert({ alert, overlaps, repeated }: AlertAnswer, how: 'short' | 'with-texts'): string[] {
  const { content } = alert
  const state = [
    alert.status === 'ended' ? (alert.how ?? 'ended') : alert.status,
    ...(alert.revision === undefined ? [] : [`revision ${alert.revision}`]),
    ...(alert.status === 'issued' && alert.renewBy !== undefined
      ? [`renew by ${sayTime(alert.renewBy)}`]
      : []),
    ...(alert.flaggedAt === undefined ? [] : ['ABOUT TO LAPSE']),
    ...(alert.pending === undefined ? [] : [`a change (${alert.pending.change}) waits for approval`]),
    ...(alert.returned === undefined ? [] : [`returned: ${alert.returned.reason}`]),
    ...(repeated === 'repeated' ? ['this very order was carried out before'] : []),
  ]
  const byCode = new Map(
    content.areas.map(({ code, names }) => [code, names['en'] ?? Object.values(names)[0] ?? code]),
  )
  const nameOf = (code: string) => byCode.get(code) ?? code
  const names = [...byCode.values()]
  const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names
  const lines = [
    `${alert.id}  ${alert.mode.toUpperCase()}  ${content.threat} ${content.level}  ${state.join(', ')}`,
    `  areas   ${shown.join(', ')}`,
    `  hash    ${alert.contentHash}   version ${alert.version}`,
  ]
  if (content.wording.missing.length > 0)
    lines.push(`  MISSING no text in: ${content.wording.missing.join(', ')}`)
  for (const line of overlaps.slice(0, 5))
    lines.push(
      `  overlap ${nameOf(line.area)} is already ${line.holdsFor === 'a-part' ? 'partly ' : ''}under ${line.threat} ${line.level} (${line.alerts.join(', ')})`,
    )
  if (overlaps.length > 5) lines.push(`  overlap and ${overlaps.length - 5} more`)
  if (how === 'with-texts') {
    if (alert.status === 'ended') lines.push('', '  It said until it ended:')
    for (const [language, texts] of Object.entries(content.wording.texts))
      for (const [length, text] of Object.entries(texts))
        lines.push('', `  ${language} ${length}: ${text.replace(/\n/g, '\n      ')}`)
  }
  return lines
}

/** What somebody else's monitoring says, as a report for the desk: plain text within bounds, and suggestions only where labels name ours. */
import type { AreaCode, Hierarchy } from '#areas'
import { english, sha256, type Instant, type Mode } from '#base'
import type { ThreatBook, ThreatId } from '#threats'
import type { MachineReport } from '../ports.ts'
import type { Labels } from './alert.ts'
import type { PostedAlert } from './posted.ts'

const longestValue = 500
const longestText = 3_500
const mostLines = 100

export function reportOf(
  posted: PostedAlert,
  now: Instant,
  { book, hierarchy }: { readonly book: ThreatBook; readonly hierarchy: Hierarchy },
): MachineReport {
  const { labels, annotations, startsAt, endsAt, generatorURL } = posted
  const event = plain(labels['alertname'] ?? '') || 'Alert without a name'
  const area = hierarchy.get((labels['tocsin_area'] ?? '') as AreaCode)
  const threat = book.threat((labels['tocsin_threat'] ?? '') as ThreatId)
  const link = linkOf(generatorURL)
  const alert = labels['tocsin_alert']
  const isOver = endsAt !== undefined && endsAt <= now
  return {
    name: nameOf(labels),
    mode: modeOf(labels['mode']),
    saidAt: isOver ? endsAt : now,
    ...(startsAt === undefined ? {} : { since: startsAt }),
    goesOn: isOver ? 'over' : 'yes',
    event,
    headline: plain(annotations['summary'] ?? annotations['message'] ?? '') || event,
    text: textOf(posted),
    severity: severityOf(labels['severity']),
    ...(link === undefined ? {} : { link }),
    ...(threat === undefined ? {} : { threat: threat.id }),
    ...(area === undefined
      ? {}
      : {
          area: { code: area.code, name: area.names[english] ?? Object.values(area.names)[0] ?? area.code },
        }),
    ...(alert === undefined ? {} : { alert: alert.slice(0, 100) }),
  }
}

/** By its labels alone an alert is the same one. */
function nameOf(labels: Labels): string {
  return sha256(JSON.stringify(sorted(labels))).slice(0, 16)
}

/** Only a machine that says so is taken for one that drills. */
function modeOf(mode: string | undefined): Mode {
  return mode === 'drill' || mode === 'test' ? mode : 'live'
}

/** What is not known is not called small. */
function severityOf(severity: string | undefined): MachineReport['severity'] {
  const known: { readonly [word: string]: MachineReport['severity'] | undefined } = {
    ...{ critical: 'Extreme', page: 'Extreme', emergency: 'Extreme', error: 'Severe', high: 'Severe' },
    ...{ warning: 'Moderate', medium: 'Moderate', info: 'Minor', low: 'Minor', none: 'Minor' },
  }
  return known[severity?.toLowerCase() ?? ''] ?? 'Unknown'
}

function textOf({ labels, annotations }: PostedAlert): string {
  const lines = [...sorted(annotations), ...sorted(labels)].map(
    ([name, value]) => `${plain(name)}: ${plain(value)}`,
  )
  const shown = lines.slice(0, mostLines)
  const text = shown.join('\n')
  const isWhole = shown.length === lines.length && text.length <= longestText
  return isWhole ? text : `${text.slice(0, longestText).toWellFormed()}\n(more was said than is shown here)`
}

function sorted(labels: Labels): [string, string][] {
  return Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** One line of readable characters: no controls, and nothing that turns the direction of what stands after it. */
function plain(value: string): string {
  return value
    .slice(0, longestValue)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim()
}

function linkOf(url: string): string | undefined {
  const link = URL.parse(url)
  if (link === null || (link.protocol !== 'https:' && link.protocol !== 'http:')) return undefined
  return link.href.length > 1_000 || link.username !== '' || link.password !== '' ? undefined : link.href
}

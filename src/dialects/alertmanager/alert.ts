/** One alert of ours in one area as Alertmanager has it: labels that say which it is, annotations that people read. Pure. */
import type { FrozenArea, NoticeKind, Wording } from '#alerts'
import { english, sha256, type AlertId, type InLanguages, type Instant, type Mode } from '#base'
import type { Gravity, LadderId, LevelId, ThreatId } from '#threats'
import type { DialectGround } from '../dialect.ts'
import { mapped } from '../mapping.ts'
import { mapping } from './mapping.ts'

export interface Labels {
  readonly [name: string]: string
}

export interface PromAlert {
  readonly status: 'firing' | 'resolved'
  readonly labels: Labels
  readonly annotations: Labels
  readonly startsAt: string
  readonly endsAt: string
  readonly generatorURL: string
  readonly fingerprint: string
}

/** What a notice and an alert in force have in common. */
export interface SaidHere {
  readonly alert: AlertId
  readonly since: Instant
  readonly mode: Mode
  readonly issuer: InLanguages<string>
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly gravity: Gravity
  readonly wording: Wording
  readonly renewBy?: Instant
}

export interface Ended {
  readonly at: Instant
  readonly kind: NoticeKind
}

type Ground = Pick<DialectGround, 'languages' | 'book' | 'publicUrl'>

/** Go's instant of nothing: what Alertmanager sends for an end that is not there yet. */
export const noTime = '0001-01-01T00:00:00Z'

/** Before everything else that a person reads: a drill must never ring as if it were live. */
const marks: { readonly [mode in Mode]: string } = { live: '', drill: 'DRILL: ', test: 'TEST: ' }

const endings: { readonly [kind in NoticeKind]: string } = {
  ...{ warning: 'Over: ', update: 'Over: ', 'all-clear': 'Over: ' },
  ...{ retraction: 'RETRACTED: ', lapse: 'LAPSED, NOT CLEARED: ' },
}

/** The same for an alert in an area from its first word to its last, at whatever level. */
export function fingerprintOf(alert: AlertId, area: string): string {
  return sha256(`${alert} ${area}`).slice(0, 16)
}

/** What all areas of an alert share, made once for them. */
export function promAlerts(said: SaidHere, ground: Ground): (area: FrozenArea, ended?: Ended) => PromAlert {
  const { alert, mode, threat, ladder, level, gravity } = said
  const { languages, book } = ground
  const dangerNames = book.threat(threat)?.names
  const levelNames = book.ladder(ladder)?.levels.find(({ id }) => id === level)?.names
  const name = `${marks[mode]}${dangerNames?.[english] ?? threat}`
  const levelSaid = levelNames?.[english] ?? level
  const shared = {
    alertname: name,
    mode,
    severity: mapped(mapping.levels, gravity),
    tocsin_alert: alert,
    tocsin_threat: threat,
    tocsin_level: `${ladder}/${level}`,
  }
  const [first, ...others] = Object.entries(said.wording.texts).toSorted(
    ([a], [b]) => placeIn(languages, a) - placeIn(languages, b),
  )
  const issuer = firstOf(said.issuer, languages)
  const told = {
    ...(first === undefined ? {} : { description: first[1]['360'] }),
    ...Object.fromEntries(
      others.map(([language, texts]) => [`text_${language.replaceAll(/[^a-z0-9]/gi, '_')}`, texts['90']]),
    ),
    ...(issuer === undefined ? {} : { issuer }),
  }
  const generatorURL = `${ground.publicUrl()}/console/alert/${encodeURIComponent(alert)}`
  return (area, ended) => {
    const place = firstOf(area.names, languages) ?? area.code
    const summary = `${name} (${levelSaid}): ${place}`
    return {
      status: ended === undefined ? 'firing' : 'resolved',
      labels: { ...shared, area: place, tocsin_area: area.code },
      annotations: {
        ...told,
        summary:
          ended === undefined
            ? summary
            : `${marks[mode]}${endings[ended.kind]}${summary.slice(marks[mode].length)}`,
        ...(ended === undefined
          ? said.renewBy === undefined
            ? {}
            : { renew_by: said.renewBy }
          : { ended_by: ended.kind }),
      },
      startsAt: said.since,
      endsAt: ended?.at ?? noTime,
      generatorURL,
      fingerprint: fingerprintOf(alert, area.code),
    }
  }
}

function placeIn(languages: readonly string[], language: string): number {
  const at = languages.indexOf(language)
  return at < 0 ? languages.length : at
}

/** Asked for each of many areas. */
function firstOf(names: InLanguages<string>, languages: readonly string[]): string | undefined {
  const known: { readonly [language: string]: string | undefined } = names
  for (const language of languages) if (known[language] !== undefined) return known[language]
  return Object.values(known)[0]
}

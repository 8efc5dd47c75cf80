/** An alert in force or ended as Now says it: names, steps, what is not known, each in the reader's language where it exists in it. */
import type { Alert, LineNow } from '#alerts'
import type { AreaCode } from '#areas'
import type { InLanguages } from '#base'
import { dangerSaid } from '#threats'
import type { EndedHere } from './endings.ts'
import type { ResidentLanguage } from './languages.ts'
import type { DangerNow, EndingNow, Said } from './now-view.ts'
import { stepsOf } from './steps.ts'
import type { NowSources } from './view-of.ts'

export interface Say {
  readonly language: ResidentLanguage
  text(texts: InLanguages<string>): Said
  area(code: AreaCode): Said
  danger(line: Pick<LineNow, 'threat' | 'ladder' | 'level'>): Said
}

/** In the page's language, else in English, else in any that there is; a code is the last resort, never an empty place. */
export function speaker({ hierarchy, threats }: NowSources, language: ResidentLanguage): Say {
  const text = (texts: InLanguages<string>, last = ''): Said => {
    const own = texts[language]
    if (own !== undefined) return { text: own }
    const [lang, other] = texts['en'] === undefined ? (Object.entries(texts)[0] ?? []) : ['en', texts['en']]
    return lang === undefined ? { text: last } : { text: other!, lang }
  }
  return {
    language,
    text,
    area(code) {
      const found = hierarchy.get(code)
      return found === undefined ? { text: code } : text(found.names, code)
    },
    danger({ threat: threatId, ladder: ladderId, level: levelId }) {
      const threat = threats.threat(threatId)
      const ladder = threats.ladder(ladderId)
      const level = threats.level(ladderId, levelId)
      if (threat === undefined || ladder === undefined || level === undefined)
        return { text: `${threatId} ${levelId}` }
      const own = dangerSaid(ladder, level, threat, language)
      if (own !== undefined) return { text: own }
      return { text: dangerSaid(ladder, level, threat, 'en') ?? threatId, lang: 'en' }
    },
  }
}

export function dangerOf(sources: NowSources, say: Say, line: LineNow): DangerNow {
  const { threats } = sources
  const threat = threats.threat(line.threat)
  const newest = sources.alert(line.alerts.at(-1)!.alert)
  const content = 'content' in newest ? newest.content : undefined
  const words = wordsOf(sources, say, threat?.advice ?? 'other', line.gravity, content)
  const level = threats.level(line.ladder, line.level)
  const colour = threats.ladder(line.ladder)?.knownBy === 'colour' ? level?.colour : undefined
  const isPart = line.via === 'partial'
  return {
    look: line.gravity,
    threat: line.threat,
    icon: threat?.icon ?? 'triangle-alert',
    name: say.danger(line),
    ...(colour === undefined || colour === 'neutral' ? {} : { colour }),
    reach: isPart ? 'a-part' : 'all-of-it',
    parts: isPart ? [...new Set(line.of)].map((code) => say.area(code)).sort(byText) : [],
    since: line.since,
    ...(content?.relayed === undefined ? {} : { until: line.alerts.at(-1)!.renewBy }),
    ...words,
    issuer: say.text(content?.issuer ?? sources.issuer),
    relayed: content?.relayed === undefined ? 'own' : 'relayed',
  }
}

type Content = Extract<Alert, { content: unknown }>['content']

/** The phrase book's advice, step by step; but where what was issued says something else, what was issued. */
function wordsOf(
  { phrases }: NowSources,
  { language }: Say,
  advice: string,
  gravity: LineNow['gravity'],
  content: Content | undefined,
): Pick<DangerNow, 'steps' | 'more' | 'told' | 'unknown'> {
  const own = phrases(language)
  const book = own ?? phrases('en')
  const lang = own === undefined ? { lang: 'en' } : {}
  const issued = content?.wording.texts[language]?.['360']
  const [foreign] = content === undefined ? [] : Object.entries(content.wording.texts)
  const advised = book?.advice(advice)
  const asked = advised?.[gravity]
  if (content?.relayed === undefined && asked !== undefined && advised !== undefined) {
    const isBooks =
      issued === undefined || [asked.do, asked.act, asked.short].some((text) => issued.includes(text))
    const inSteps = (text: string) => stepsOf(text).map((step): Said => ({ text: step, ...lang }))
    if (isBooks)
      return {
        steps: inSteps(asked.do),
        more: inSteps(asked.more),
        unknown: { text: asked.unknown ?? advised.unknown, ...lang },
      }
  }
  const text = issued ?? foreign?.[1]['360']
  return {
    steps: [],
    more: [],
    ...(text === undefined
      ? {}
      : { told: { text, ...(issued === undefined && foreign !== undefined ? { lang: foreign[0] } : {}) } }),
  }
}

export function endingOf(sources: NowSources, say: Say, { ending, parts }: EndedHere): EndingNow {
  const threat = sources.threats.threat(ending.threat)
  const alert = sources.alert(ending.alert)
  const since = 'issuedAt' in alert ? alert.issuedAt : undefined
  const own = sources.phrases(say.language)
  const after = (own ?? sources.phrases('en'))?.advice(threat?.advice ?? 'other').after
  return {
    how: ending.how,
    icon: threat?.icon ?? 'triangle-alert',
    name: say.danger(ending),
    parts: parts.map((code) => say.area(code)).sort(byText),
    at: ending.at,
    ...(since === undefined ? {} : { since }),
    ...(after === undefined || ending.how !== 'all-clear'
      ? {}
      : { after: { text: after, ...(own === undefined ? { lang: 'en' } : {}) } }),
  }
}

export function byText(a: Said, b: Said): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0
}

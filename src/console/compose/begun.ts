/** What a new alert begins with, as the address asks: a copy, a draft to be changed, some areas, a threat, what was seen or reported. */
import type { AlertView, ReportView, SightingView } from '../duty.ts'
import type { Draft, HandTexts } from './draft.ts'
import { nothingSent, type Sent } from './sending.ts'

export interface Known {
  readonly alert: (id: string) => AlertView | undefined
  readonly report: (id: string) => ReportView | undefined
  readonly sighting: (id: string) => SightingView | undefined
  readonly hasArea: (code: string) => boolean
}

export interface Begun {
  readonly draft: Draft
  readonly sent: Sent
  /** A text to be read as if it had been pasted. */
  readonly text?: string
  /** The alert whose words may have been written by hand. */
  readonly wordsOf?: AlertView
}

/** Undefined where the address asks for nothing. `empty` has an id and the mode already. */
export function begunWith(query: URLSearchParams, empty: Draft, known: Known): Begun | undefined {
  const begun = (part: Partial<Draft>, rest: Partial<Begun> = {}): Begun => ({
    draft: { ...empty, ...part },
    sent: nothingSent,
    ...rest,
  })
  const edited = known.alert(query.get('edit') ?? '')
  if (edited !== undefined)
    return begun(
      { ...copyOf(edited), mode: edited.mode },
      // Its content on the server is not what any order of this screen said.
      { sent: { ...nothingSent, alert: edited.id, body: '' }, wordsOf: edited },
    )
  const copied = known.alert(query.get('from') ?? '')
  if (copied !== undefined) return begun(copyOf(copied), { wordsOf: copied })
  const report = known.report(query.get('report') ?? '')
  if (report !== undefined)
    return begun({ source: { kind: 'report', id: report.id } }, { text: textOf(report) })
  const sighting = known.sighting(query.get('sighting') ?? '')
  if (sighting !== undefined) {
    const { threat, area, id } = sighting
    return begun({
      ...{ threat, source: { kind: 'sighting', id } },
      where: { kind: 'these', areas: area === null || !known.hasArea(area) ? [] : [area] },
    })
  }
  const text = query.get('text')
  const areas = (query.get('areas') ?? '').split(',').filter(known.hasArea)
  const threat = query.get('threat')
  const evidence = query.get('evidence')
  if (text === null && areas.length === 0 && threat === null && evidence === null) return undefined
  return begun(
    {
      ...{ threat, level: query.get('level'), where: { kind: 'these', areas } },
      ...(evidence === null ? {} : { source: { kind: 'evidence', id: evidence } }),
    },
    text === null ? {} : { text },
  )
}

function copyOf({ content }: AlertView): Partial<Draft> {
  const { threat, ladder, level, areas, renewForMinutes } = content
  return {
    ...{ threat, ladder, level, renewForMinutes },
    where: { kind: 'these', areas: areas.map(({ code }) => code) },
  }
}

/** What was said, in the first language it was said in: read like any message. */
function textOf({ said }: ReportView): string {
  const [first] = said
  return first === undefined ? '' : `${first.event}: ${first.areas.join(', ')}.`
}

type Texts = { readonly [language: string]: { readonly [length: string]: string } | undefined }

/** Of the words of an alert those that no phrase book would say: somebody wrote them, and they are kept. */
export function handWritten(said: Texts, fromBooks: Texts): HandTexts {
  const languages = Object.entries(said).flatMap(([language, texts]) => {
    const own = Object.entries(texts ?? {}).filter(([length, text]) => text !== fromBooks[language]?.[length])
    return own.length === 0 ? [] : [[language, Object.fromEntries(own)] as const]
  })
  return Object.fromEntries(languages) as HandTexts
}

/** What is set up here and what is still missing, as a list that a tired person can work through. Pure. */
import type { ChannelView, MapArea, SirenView } from '../duty.ts'
import type { AuthorityView, LaddersAnswer, PersonView, PhrasesAnswer } from './answers.ts'
import type { PartName } from './parts.ts'

/** `missing`: something to do; `watch`: something to know; `good`: in order. */
export type Standing = 'missing' | 'watch' | 'good'

export type Finding = {
  readonly part: PartName
  readonly standing: Standing
} & (
  | { readonly says: 'service'; readonly service: 'drill' | 'live'; readonly names: AuthorityView['names'] }
  | { readonly says: 'textsReviewed'; readonly language: string; readonly by: string }
  | { readonly says: 'textsNotReviewed' | 'textsFellBack' | 'textsNone'; readonly language: string }
  | { readonly says: 'textsMissing'; readonly language: string; readonly count: number }
  | { readonly says: 'ladders'; readonly names: AuthorityView['names'] }
  | { readonly says: 'ladderLeftOut'; readonly ladder: string }
  | { readonly says: 'noShape' | 'approximate' | 'administrators'; readonly count: number }
  | {
      readonly says: 'sirensGood' | 'sirensUnheard' | 'sirensTrouble'
      readonly count: number
      readonly total: number
    }
  | { readonly says: 'uncovered'; readonly areas: readonly string[] }
  | {
      readonly says: 'channelWorking' | 'channelFailing' | 'channelUntried' | 'channelOff'
      readonly channel: string
    }
  | { readonly says: 'shapesGood' | 'noSirens' | 'oneAdministrator' | 'noApprover' | 'notTold' }
)

export interface Known {
  readonly authorities: readonly AuthorityView[]
  readonly ladders: LaddersAnswer | undefined
  readonly phrases: PhrasesAnswer | undefined
  readonly areas: ReadonlyMap<string, MapArea>
  /** The authority’s own, topmost. */
  readonly own: readonly string[]
  readonly sirens: readonly SirenView[]
  readonly channels: readonly ChannelView[]
  /** Undefined where it is not told to this reader. */
  readonly people: readonly PersonView[] | undefined
  /** How many people an alert takes in this mode. */
  readonly peopleNeeded: 1 | 2
}

const order: readonly Standing[] = ['missing', 'watch', 'good']

/** What is missing first. */
export function findingsOf(known: Known): readonly Finding[] {
  const all = [
    ...known.authorities.map(({ service, names }): Finding => ({
      ...{
        part: 'authorities',
        standing: service === 'live' ? 'good' : 'watch',
        says: 'service',
        service,
        names,
      },
    })),
    ...laddersFound(known),
    ...textsFound(known.phrases),
    ...areasFound(known),
    ...sirensFound(known),
    ...known.channels.map(channelFound),
    ...peopleFound(known),
  ]
  return all.toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing))
}

function laddersFound({ ladders }: Known): readonly Finding[] {
  if (ladders === undefined) return []
  const used = ladders.ladders.find(({ id }) => id === ladders.ladder)
  return [
    ...ladders.leftOut.map(({ ladder }): Finding => ({
      ...{ part: 'ladders', standing: 'missing', says: 'ladderLeftOut', ladder },
    })),
    ...(used === undefined
      ? []
      : [{ part: 'ladders', standing: 'good', says: 'ladders', names: used.names } as const]),
  ]
}

function textsFound(phrases: PhrasesAnswer | undefined): readonly Finding[] {
  return (phrases?.languages ?? []).flatMap((language): Finding[] => {
    const book = phrases?.books.find((one) => one.language === language)
    const missing = { part: 'texts', standing: 'missing', language } as const
    if (book === undefined) return [{ ...missing, says: 'textsNone' }]
    const { by } = book.reviewed
    return [
      ...(book.fellBack === null ? [] : [{ ...missing, says: 'textsFellBack' } as const]),
      ...(book.missing.length === 0
        ? []
        : [{ ...missing, says: 'textsMissing', count: book.missing.length } as const]),
      by === null
        ? { ...missing, says: 'textsNotReviewed' }
        : { part: 'texts', standing: 'good', says: 'textsReviewed', language, by },
    ]
  })
}

/** What lies in these areas, they themselves left out where they have parts. */
export function within(areas: ReadonlyMap<string, MapArea>, own: readonly string[]): readonly MapArea[] {
  const isInside = (area: MapArea): boolean => {
    for (
      let at: MapArea | undefined = area;
      at !== undefined;
      at = at.parent === null ? undefined : areas.get(at.parent)
    )
      if (own.includes(at.code)) return true
    return false
  }
  const inside = [...areas.values()].filter(isInside)
  const parents = new Set(inside.map(({ parent }) => parent))
  return inside.filter(({ code }) => !own.includes(code) || !parents.has(code))
}

function areasFound({ areas, own }: Known): readonly Finding[] {
  const all = within(areas, own)
  const count = (shape: MapArea['shape']) =>
    all.filter((area) => area.shape === shape && area.kind !== 'settlement').length
  const [none, approximate] = [count('none'), count('approximate')]
  return [
    ...(none === 0 ? [] : [{ part: 'areas', standing: 'missing', says: 'noShape', count: none } as const]),
    ...(approximate === 0
      ? []
      : [{ part: 'areas', standing: 'watch', says: 'approximate', count: approximate } as const]),
    ...(none + approximate === 0 && all.length > 0
      ? [{ part: 'areas', standing: 'good', says: 'shapesGood' } as const]
      : []),
  ]
}

/** The parts of the authority’s areas in which no siren stands: neither in them, nor for something that they lie in. */
export function uncovered(
  areas: ReadonlyMap<string, MapArea>,
  own: readonly string[],
  sirens: readonly Pick<SirenView, 'area'>[],
): readonly string[] {
  const chain = (code: string): string[] => {
    const parent = areas.get(code)?.parent ?? null
    return parent === null ? [code] : [code, ...chain(parent)]
  }
  // In such an area stands one, or what has one lies around it. An authority’s own area counts as that only where a siren is said to stand in the whole of it.
  const covered = new Set(sirens.flatMap(({ area }) => chain(area)))
  const whole = new Set(sirens.map(({ area }) => area))
  return [...areas.values()]
    .filter(({ parent }) => parent !== null && own.includes(parent))
    .filter(({ code }) => !covered.has(code) && !chain(code).some((one) => whole.has(one)))
    .map(({ code }) => code)
}

function sirensFound({ sirens, areas, own }: Known): readonly Finding[] {
  const total = sirens.length
  if (total === 0) return [{ part: 'sirens', standing: 'missing', says: 'noSirens' }]
  const unheard = sirens.filter(({ lastHeard }) => lastHeard === null).length
  const troubled = sirens.filter(
    ({ status, lastHeard }) => lastHeard !== null && (status === 'failed' || status === 'silent'),
  ).length
  const missing = { part: 'sirens', standing: 'missing' } as const
  const without = uncovered(areas, own, sirens)
  return [
    ...(unheard === 0 ? [] : [{ ...missing, says: 'sirensUnheard', count: unheard, total } as const]),
    ...(troubled === 0 ? [] : [{ ...missing, says: 'sirensTrouble', count: troubled, total } as const]),
    ...(without.length === 0 ? [] : [{ ...missing, says: 'uncovered', areas: without } as const]),
    ...(unheard + troubled === 0
      ? [{ part: 'sirens', standing: 'good', says: 'sirensGood', count: total, total } as const]
      : []),
  ]
}

const channelStates = {
  working: { standing: 'good', says: 'channelWorking' },
  failing: { standing: 'missing', says: 'channelFailing' },
  unknown: { standing: 'missing', says: 'channelUntried' },
  off: { standing: 'watch', says: 'channelOff' },
} as const

function channelFound({ name, state }: ChannelView): Finding {
  return { part: 'channels', channel: name, ...channelStates[state] }
}

function peopleFound({ people, peopleNeeded }: Known): readonly Finding[] {
  if (people === undefined) return [{ part: 'people', standing: 'watch', says: 'notTold' }]
  const active = people.filter(({ kind, state }) => kind === 'human' && state === 'active')
  const may = (action: string) => active.filter(({ actions }) => actions.includes(action)).length
  const governing = may('people.manage')
  return [
    governing < 2
      ? { part: 'people', standing: 'missing', says: 'oneAdministrator' }
      : { part: 'people', standing: 'good', says: 'administrators', count: governing },
    ...(peopleNeeded === 2 && may('alert.approve') === 0
      ? [{ part: 'people', standing: 'missing', says: 'noApprover' } as const]
      : []),
  ]
}

/** What of something that waits is told to who is called about it. */
import type { CallMade, EscalationStep, Waiting } from '#alerts'
import { sha256, type InLanguages, type Instant } from '#base'
import type { CallMessage } from '#people'

export function callMessage(
  it: Waiting,
  step: EscalationStep,
  {
    until,
    base,
    timeZone,
  }: { readonly until: Instant | undefined; readonly base: string; readonly timeZone: string },
): Omit<CallMessage, 'id'> {
  const about = it.kind === 'proposal' ? it.proposal : it.alert
  const ends = it.kind === 'proposal' ? it.endsAt : until
  return {
    ...{ what: it.kind, step, mode: it.mode, about, since: it.since, timeZone },
    ...(ends === undefined ? {} : { until: ends }),
    ...(it.kind === 'proposal' ? {} : { says: it.says, where: whereOf(it) }),
    // The id stands in the fragment, which no server on the way sees.
    link: `${base}/waiting#${about}`,
  }
}

const mostNamed = 8

/** Names of the areas in each language that names them all; of many the first ones and how many more. */
function whereOf({ content: { areas } }: Extract<Waiting, { alert: unknown }>): InLanguages<string> {
  const languages = new Set(areas.flatMap(({ names }) => Object.keys(names)))
  const all: { [language: string]: string } = {}
  for (const language of languages) {
    const names = areas.slice(0, mostNamed).map((area) => new Map(Object.entries(area.names)).get(language))
    if (names.includes(undefined)) continue
    const more = areas.length - mostNamed
    all[language] = `${names.join(', ')}${more > 0 ? ` + ${more}` : ''}`
  }
  return all
}

/** The same for every try of one call, and for the server that takes over: who gets it twice can tell. */
export function callIdOf(it: Waiting, made: Pick<CallMade, 'step' | 'person' | 'by'>): string {
  return `call-${sha256(`${it.key} ${made.step} ${made.person ?? ''} ${made.by ?? ''}`).slice(0, 32)}`
}

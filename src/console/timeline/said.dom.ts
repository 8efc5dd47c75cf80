/** An entry of the timeline in this page’s language: what happened, where, and by whom. */
import { areasNamed, coded, dangerNamed } from '../parts/said.dom.ts'
import { named, say, words } from '../words.dom.ts'
import type { Entry } from './entries.ts'

export function kindSaid({ kind, what, data }: Entry): string {
  if (kind === 'protocol-zone-changed') {
    const told = (words.timeline.zoneTold as { readonly [to: string]: string })[String(data['to'])]
    if (told !== undefined) return told
  }
  if (kind === 'callout-answered') {
    const said = (words.timeline.callOutSaid as { readonly [answer: string]: string })[String(data['answer'])]
    if (said !== undefined) return said
  }
  if (kind === 'callout-asked' && Number(data['circle']) > 0) return words.timeline.callOutWidened
  // Kinds without words of their own come with a sentence.
  return (words.timeline.kinds as { readonly [kind: string]: string })[kind] ?? what
}

export function dangerSaidOf({ data }: Entry): string {
  const { threat, ladder, level } = data
  return threat === undefined || ladder === undefined || level === undefined
    ? ''
    : dangerNamed({ threat, ladder, level })
}

/** Of a drill: its script, or the message that it brought; of a list: the task, with what was answered, or the zone. */
export function broughtSaidOf({ data: { inject, name, answer } }: Entry): string {
  const said = named(inject?.text ?? (typeof name === 'object' ? name : undefined))
  return typeof answer === 'string' ? `${said} ${answer}`.trim() : said
}

/** Steps that let some areas go: theirs are those, not the ones where it goes on. */
const lettingGo: readonly string[] = ['areas-cleared', 'alert-reduced']

export function whereSaid({ kind, areas, data: { inForce = [] } }: Entry, most = 3): string {
  const left = lettingGo.includes(kind) ? areas.filter((code) => !inForce.includes(code)) : []
  const told = left.length === 0 ? areas : left
  return told.length === 0 ? '' : areasNamed(coded(told), most)
}

export function whoSaid({ by, data }: Entry): string {
  const told = words.timeline
  const doer =
    by === null || by.kind === 'server'
      ? told.system
      : by.kind === 'machine'
        ? say(told.machine, { name: by.name ?? by.id })
        : (by.name ?? told.unknownPerson)
  const { consent } = data
  if (consent?.how === 'alone-in-an-emergency')
    return `${doer}, ${say(told.alone, { reason: consent.emergency ?? '' })}`
  if (consent?.how === 'two-people')
    return `${doer}, ${say(told.approvedBy, { name: consent.approvedBy?.name ?? told.unknownPerson })}`
  return doer
}

/** All of it, as it is searched. */
export function wholeSaid(entry: Entry): string {
  return [
    kindSaid(entry),
    dangerSaidOf(entry),
    broughtSaidOf(entry),
    whereSaid(entry, 100),
    whoSaid(entry),
    entry.data.reason ?? '',
  ].join(' ')
}

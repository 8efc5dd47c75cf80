/** A case’s things and people in the reader’s words, and where each thing is looked at. */
import { threatOf } from '../parts/said.dom.ts'
import { pathOf } from '../route.ts'
import { timeSaid } from '../time.dom.ts'
import { named, say, words } from '../words.dom.ts'
import type { GatheredView, Hand, Thing, ThingKind } from './answers.ts'

export function handSaid({ id, name }: Hand): string {
  return name ?? id
}

export function notedSaid({ at, by }: { readonly at: string; readonly by: Hand }): string {
  return say(words.cases.askedBy, { name: handSaid(by), time: timeSaid(at) })
}

/** Its own screen; a single observation is shown with its night. */
export function pathOfThing({ kind, id }: Thing, about: GatheredView['about'] = null): string {
  switch (kind) {
    case 'alert':
      return pathOf('alert', id)
    case 'evidence-event':
      return pathOf('evidence', id, { part: 'events' })
    case 'evidence-document':
      return pathOf('evidence', id)
    case 'assessment':
      return pathOf('evidence', id, { part: 'assessments' })
    case 'occurrence':
      return pathOf('damage', id)
    case 'observation':
      return pathOf('damage', typeof about?.['occurrence'] === 'string' ? about['occurrence'] : undefined)
    case 'site':
      return pathOf('sites', id)
    case 'call-out':
      return pathOf('call-outs', id)
    case 'checklist':
      return pathOf('checklists', id)
  }
}

/** What tells it from others of its kind: a name, a time, the words it was opened with. */
export function thingSaid({ thing, sight, about }: Pick<GatheredView, 'thing' | 'sight' | 'about'>): string {
  if (sight !== 'shown' || about === null) return words.cases[sight === 'hidden' ? 'hidden' : 'gone']
  const text = (name: string) => (typeof about[name] === 'string' ? about[name] : undefined)
  const names = (value: unknown) =>
    typeof value === 'object' && value !== null ? named(value as { [language: string]: string }) : undefined
  const time = text('issuedAt') ?? text('from') ?? text('seenAt') ?? text('openedAt') ?? text('startedAt')
  const areas = Array.isArray(about['areas'])
    ? (about['areas'] as { names: unknown }[]).map((area) => names(area.names)).join(', ')
    : names(about['area'])
  const what =
    names(about['names']) ??
    text('name') ??
    text('title') ??
    text('says') ??
    text('place') ??
    [dangerIn(text('threat')) ?? text('subject'), areas]
      .filter((one) => one !== undefined && one !== '')
      .join(' · ')
  const parts = [what === '' ? thing.id : what, time === undefined ? undefined : timeSaid(time)]
  return parts.filter((one) => one !== undefined && one !== '').join(' · ')
}

function dangerIn(threat: string | undefined): string | undefined {
  return threat === undefined ? undefined : named(threatOf(threat)?.names) || threat
}

export function kindSaid(kind: ThingKind): string {
  return words.cases.kinds[kind]
}

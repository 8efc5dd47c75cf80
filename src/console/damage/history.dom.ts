/** What became of an observation, in the reader's words: each fact with what it changed. */
import { timeSaid } from '../time.dom.ts'
import { words } from '../words.dom.ts'
import { areaNamed } from '../parts/said.dom.ts'
import type { HistoryView } from './answers.ts'
import { causeSaid, wordIn } from './said.dom.ts'

/** What a member of an observation is called. */
export function memberSaid(member: string): string {
  const told = words.damage
  const called: { readonly [member: string]: string } = {
    ...{ subject: told.columns.subject, atLeast: told.least, atMost: told.most, area: told.columns.area },
    ...{ cause: told.cause, grade: told.grade, seenAt: told.seenAt, asset: told.about['one-thing'] },
  }
  return called[member] ?? member
}

/** A value of a member as people read it. */
export function changeSaid(member: string, value: unknown): string {
  const told = words.damage
  if (value === null || value === undefined) return member === 'atMost' ? told.unknownEnd : '—'
  const text = String(value)
  switch (member) {
    case 'subject':
      return wordIn(told.subjects, text)
    case 'cause':
      return causeSaid(text)
    case 'grade':
      return wordIn(told.grades, text)
    case 'area':
      return areaNamed(text)
    case 'seenAt':
      return timeSaid(text)
    default:
      return text
  }
}

export interface Became {
  readonly fact: HistoryView
  /** “How many at least: 20 → 24”; of a judgement “reported → confirmed”. */
  readonly changes: readonly string[]
}

/** The oldest first. What was said before stays readable beside what replaced it. */
export function becameOf(history: readonly HistoryView[]): readonly Became[] {
  const said: { [member: string]: unknown } = {}
  return history.map((fact) => {
    const { type, data } = fact
    if (type === 'observation-made') {
      Object.assign(said, data)
      return { fact, changes: [] }
    }
    if (type === 'observation-judged') {
      const statuses = words.damage.statuses
      return {
        fact,
        changes: [`${wordIn(statuses, String(data['from']))} → ${wordIn(statuses, String(data['to']))}`],
      }
    }
    const change = (data['change'] ?? {}) as { readonly [member: string]: unknown }
    const changes = Object.entries(change).map(
      ([member, value]) =>
        `${memberSaid(member)}: ${changeSaid(member, said[member])} → ${changeSaid(member, value)}`,
    )
    Object.assign(said, change)
    return { fact, changes }
  })
}

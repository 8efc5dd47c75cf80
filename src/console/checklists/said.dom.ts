/** Tasks, owners, conditions and answers of a list in the reader's words. */
import { dangerNamed } from '../parts/said.dom.ts'
import { named, number, say, words } from '../words.dom.ts'
import type { ConditionView, FaultView, Needs, RunView, TaskView } from './answers.ts'

export function wordIn(table: { readonly [key: string]: string }, key: string): string {
  return Object.hasOwn(table, key) ? table[key]! : key
}

/** A role in this language; any other duty as it was written. */
export function ownerSaid(owner: string): string {
  return wordIn(words.checklists.roles, owner)
}

export function runTitle({ danger, protocol }: Pick<RunView, 'danger' | 'protocol'>): string {
  return danger === null ? named(protocol.names) : dangerNamed(danger)
}

export function conditionSaid(condition: ConditionView): string {
  const { is, atLeast, below, chose } = condition
  const how = is ?? (chose !== undefined ? 'chose' : below !== undefined ? 'below' : 'at-least')
  const value = chose ?? (below ?? atLeast)?.toString() ?? ''
  return say(words.checklists.conditions[how], { task: named(condition.texts).replace(/[.?]$/, ''), value })
}

export function boundsSaid(needs: Extract<Needs, { readonly how: 'value' }>): string {
  const told = words.checklists
  const { least, most } = needs
  if (least !== null && most !== null) return say(told.between, { least: number(least), most: number(most) })
  if (least !== null) return say(told.atLeast, { least: number(least) })
  return most === null ? '' : say(told.atMost, { most: number(most) })
}

/** What was answered; nothing for a tick or a photo. */
export function answerSaid({ needs, done }: Pick<TaskView, 'needs' | 'done'>): string {
  const { value, choice } = done?.given ?? {}
  if (value !== undefined) return `${number(value)} ${needs.how === 'value' ? needs.unit : ''}`.trim()
  return choice ?? ''
}

/** What is wrong with a protocol and what to do about it; one without words of its own comes in English. */
export function faultSaid({ code, values, says, advice }: FaultView): string {
  const told: { readonly [code: string]: string } = words.checklists.author.faultsSaid
  return Object.hasOwn(told, code) ? say(told[code]!, values) : `${says} ${advice}`
}

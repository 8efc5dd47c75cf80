/** What the API says of people, keys, roles and authorities. */
import { ask, type Answer, type Problem } from './ask.dom.ts'
import type { Rights } from './rights.dom.ts'
import type { ProposalView } from './proposals.dom.ts'
import { named } from './words.dom.ts'

export interface PersonView extends Rights {
  readonly id: string
  readonly kind: 'human' | 'machine'
  /** Empty where it was erased. */
  readonly name: string
  readonly login: string | null
  readonly email: string | null
  readonly state: 'invited' | 'active' | 'suspended' | 'removed'
  readonly lastSeenAt: string | null
}

export interface KeyView {
  readonly id: string
  readonly owner: string
  readonly actions: 'all' | readonly string[]
  readonly areas: 'everywhere' | readonly string[]
  readonly modes: readonly string[]
  readonly perMinute: number | null
  readonly expiresAt: string | null
  readonly certificate: string | null
  readonly madeAt: string
  readonly endsAt: string | null
  readonly replacedBy: string | null
  readonly lastUsedAt: string | null
  readonly state: 'good' | 'ending' | 'over'
}

export interface RoleView {
  readonly role: string
  readonly actions: readonly string[]
  readonly builtIn: 'built-in' | 'defined-here'
}

export interface AuthorityView {
  readonly id: string
  readonly names: { readonly [language: string]: string }
  readonly owns: {
    readonly areas: 'everywhere' | readonly string[]
    readonly threats: 'all' | readonly string[]
    readonly ladders: 'all' | readonly string[]
    readonly levels: 'all' | readonly string[]
    readonly channels: 'all' | readonly string[]
  }
  readonly service: 'drill' | 'live'
}

export type Outcome<Done, Waiting = object> =
  | ({ readonly outcome: 'done' } & Done)
  | ({ readonly outcome: 'waits'; readonly proposal: ProposalView } & Waiting)

export interface Link {
  readonly url: string
  readonly endsAt: string
}

/** All that could be read; what may not be read is empty, and the first problem that is no lack of rights is told. */
export async function readAll<Views extends { readonly [name: string]: unknown }>(paths: {
  readonly [name in keyof Views]: string
}): Promise<{ readonly views: Partial<Views>; readonly problem?: Problem }> {
  const names = Object.keys(paths) as (keyof Views & string)[]
  const answers = await Promise.all(names.map((name) => ask<Views[typeof name]>('GET', paths[name])))
  const views: Partial<Views> = {}
  let problem: Problem | undefined
  for (const [i, answer] of (answers as Answer<never>[]).entries())
    if (answer.ok) views[names[i] as keyof Views] = answer.value
    else if (answer.problem.status !== 403) problem ??= answer.problem
  return problem === undefined ? { views } : { views, problem }
}

export function authorityName({ names, id }: AuthorityView): string {
  return named(names) ?? id
}

export function nameOf({ name, login, id }: PersonView): string {
  return name || login || id
}

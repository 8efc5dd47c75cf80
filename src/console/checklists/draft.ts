/**
 * A protocol as a form holds it, and as the file says it: read from whatever a file holds, so that somebody can go on with a
 * faulty one, and written so that the file and the form are the same protocol. Pure.
 */
import type { Json } from '#base'

export type Texts = { [language: string]: string }
export type Named = 'any' | string[]

export interface ConditionDraft {
  task: string
  how: 'done' | 'not-needed' | 'at-least' | 'below' | 'chose'
  /** A number or a word; nothing where the task has to be done or not needed. */
  value: string
}

export interface TaskDraft {
  task: string
  text: Texts
  owner: string
  next: string[]
  due: string
  how: 'tick' | 'photo' | 'value' | 'choice'
  unit: string
  least: string
  most: string
  choices: string[]
  conditions: ConditionDraft[]
}

export interface ZoneDraft {
  zone: string
  names: Texts
  areas: string[]
  /** A corner a line: `39.6, 52.6`. */
  shape: string[]
  assembly: { names: Texts; at: Texts }[]
  routes: Texts
  transport: Texts
}

export interface Draft {
  protocol: string
  names: Texts
  threats: Named
  levels: Named
  authorities: Named
  climbAfter: string
  tasks: TaskDraft[]
  closing: TaskDraft[]
  zones: ZoneDraft[]
}

export function emptyDraft(): Draft {
  return {
    ...{ protocol: '', names: {}, threats: [], levels: 'any', authorities: 'any', climbAfter: '10 min' },
    ...{ tasks: [emptyTask()], closing: [], zones: [] },
  }
}

export function emptyTask(): TaskDraft {
  return {
    ...{ task: '', text: {}, owner: 'officer', next: [], due: '10 min', how: 'tick' },
    ...{ unit: '', least: '', most: '', choices: [], conditions: [] },
  }
}

export function emptyZone(): ZoneDraft {
  return { zone: '', names: {}, areas: [], shape: [], assembly: [], routes: {}, transport: {} }
}

type Fields = { readonly [name: string]: unknown }

/** What a file holds, as far as a form can show it. */
export function draftOf(file: unknown): Draft {
  const all = fieldsOf(file)
  const fits = fieldsOf(all['for'])
  return {
    ...{ protocol: textOf(all['protocol']), names: textsOf(all['names']) },
    ...{ threats: namedOf(fits['threats']), levels: namedOf(fits['levels']) },
    authorities: fits['authorities'] === undefined ? 'any' : namedOf(fits['authorities']),
    climbAfter: all['climb-after'] === undefined ? '10 min' : textOf(all['climb-after']),
    tasks: listOf(all['tasks']).map(taskOf),
    closing: listOf(all['closing']).map(taskOf),
    zones: listOf(all['zones']).map(zoneOf),
  }
}

function taskOf(of: unknown): TaskDraft {
  const { task, text, owner, next, due, done, if: conditions } = fieldsOf(of)
  const asked = fieldsOf(done)
  const how =
    done === 'photo'
      ? 'photo'
      : asked['choice'] !== undefined
        ? 'choice'
        : asked['value'] !== undefined
          ? 'value'
          : 'tick'
  return {
    ...{ task: textOf(task), text: textsOf(text), owner: textOf(owner), due: textOf(due), how },
    ...{ next: listOf(next).map(textOf), choices: listOf(asked['choice']).map(textOf) },
    ...{ unit: textOf(asked['value']), least: textOf(asked['least']), most: textOf(asked['most']) },
    conditions: listOf(conditions).map(conditionOf),
  }
}

function conditionOf(of: unknown): ConditionDraft {
  const { task, is, chose, below, 'at-least': atLeast } = fieldsOf(of)
  const on = { task: textOf(task) }
  if (chose !== undefined) return { ...on, how: 'chose', value: textOf(chose) }
  if (below !== undefined) return { ...on, how: 'below', value: textOf(below) }
  if (atLeast !== undefined) return { ...on, how: 'at-least', value: textOf(atLeast) }
  return { ...on, how: is === 'not-needed' ? 'not-needed' : 'done', value: '' }
}

function zoneOf(of: unknown): ZoneDraft {
  const { zone, names, areas, shape, assembly, routes, transport } = fieldsOf(of)
  return {
    ...{ zone: textOf(zone), names: textsOf(names), areas: listOf(areas).map(textOf) },
    shape: listOf(shape).map((point) => listOf(point).map(textOf).join(', ')),
    assembly: listOf(assembly).map((one) => {
      const { names: called, at } = fieldsOf(one)
      return { names: textsOf(called), at: textsOf(at) }
    }),
    ...{ routes: textsOf(routes), transport: textsOf(transport) },
  }
}

/** As the file says it; what is left empty is left out, and told as missing by whoever reads it. */
export function written(draft: Draft): Json {
  const { protocol, names, threats, levels, authorities, climbAfter, tasks, closing, zones } = draft
  return {
    ...{ protocol, names: filled(names), for: { threats, levels, authorities }, 'climb-after': climbAfter },
    tasks: tasks.map(taskWritten),
    ...(closing.length === 0 ? {} : { closing: closing.map(taskWritten) }),
    ...(zones.length === 0 ? {} : { zones: zones.map(zoneWritten) }),
  }
}

function taskWritten({ task, text, owner, next, due, conditions, ...asked }: TaskDraft): Json {
  const others = next.filter(isThere)
  return {
    ...{ task, text: filled(text), owner },
    ...(others.length === 0 ? {} : { next: others }),
    ...{ due, done: doneWritten(asked) },
    ...(conditions.length === 0 ? {} : { if: conditions.map(conditionWritten) }),
  }
}

function doneWritten({
  how,
  unit,
  least,
  most,
  choices,
}: Pick<TaskDraft, 'how' | 'unit' | 'least' | 'most' | 'choices'>): Json {
  if (how === 'tick' || how === 'photo') return how
  if (how === 'choice') return { choice: choices.filter(isThere) }
  return {
    value: unit,
    ...(isThere(least) ? { least: numberIn(least) } : {}),
    ...(isThere(most) ? { most: numberIn(most) } : {}),
  }
}

function conditionWritten({ task, how, value }: ConditionDraft): Json {
  if (how === 'done' || how === 'not-needed') return { task, is: how }
  return { task, [how]: how === 'chose' ? value : numberIn(value) }
}

function zoneWritten({ zone, names, areas, shape, assembly, routes, transport }: ZoneDraft): Json {
  const part = (name: string, texts: Texts) =>
    Object.keys(filled(texts)).length === 0 ? {} : { [name]: filled(texts) }
  const [codes, corners] = [areas.filter(isThere), shape.filter(isThere)]
  return {
    ...{ zone, names: filled(names) },
    ...(codes.length === 0 ? {} : { areas: codes }),
    ...(corners.length === 0 ? {} : { shape: corners.map((corner) => corner.split(',').map(numberIn)) }),
    ...(assembly.length === 0
      ? {}
      : { assembly: assembly.map((one) => ({ names: filled(one.names), ...part('at', one.at) })) }),
    ...part('routes', routes),
    ...part('transport', transport),
  }
}

/** What is no number goes as it was typed, so that it is told by name. */
function numberIn(text: string): number | string {
  const plain = text.trim().replace(',', '.')
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : text
}

function filled(texts: Texts): { readonly [language: string]: string } {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => isThere(text)))
}

function isThere(text: string): boolean {
  return text.trim() !== ''
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}

function textsOf(value: unknown): Texts {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).map(([language, text]) => [language, textOf(text)]),
  )
}

function namedOf(value: unknown): Named {
  if (value === 'any') return 'any'
  return typeof value === 'string' ? [value] : listOf(value).map(textOf)
}

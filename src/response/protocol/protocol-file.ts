/** A protocol as people write it, in a file or a form: read with every fault at its place. */
import type { AreaCode, LonLat } from '#areas'
import {
  canonicalJson,
  hour,
  isLanguage,
  minute,
  second,
  sha256,
  type InLanguages,
  type Json,
  type Milliseconds,
} from '#base'
import { faultSaid, type FaultCode, type FaultValues } from './protocol-faults.ts'
import type {
  Condition,
  DoneBy,
  Fits,
  Protocol,
  ProtocolId,
  Task,
  TaskKey,
  Zone,
  ZoneKey,
} from './protocol.ts'

export type Path = readonly (string | number)[]

export interface ProtocolFault {
  /** Where: `tasks`, 0, `due`. */
  readonly at: Path
  /** What is wrong, for a reader with words of their own. */
  readonly code: FaultCode
  readonly values: FaultValues
  readonly says: string
  readonly advice: string
}

/** What was read; its version is given when it is taken. */
export type ReadProtocol = Omit<Protocol, 'version'>
export type ProtocolRead =
  | { readonly protocol: ReadProtocol }
  | { readonly faults: readonly [ProtocolFault, ...ProtocolFault[]] }

const keyShape = /^[a-z0-9][a-z0-9-]{0,59}$/
const nameShape = /^[\w][\w/.:-]{0,79}$/
const unit = { s: second, min: minute, h: hour } as const
const longest = 7 * 24 * hour
const most = { tasks: 200, zones: 100, text: 1_000, inLine: 10, conditions: 10, points: 500 }

/** What is known where it will run; without it names are taken as they are. */
export interface ProtocolGround {
  /** In which every text must be there. */
  readonly languages: readonly string[]
  hasThreat(id: string): boolean
  /** `red` of any ladder, or `ladder/red`. */
  hasLevel(id: string): boolean
  hasAuthority(id: string): boolean
  hasArea(code: string): boolean
}

const anywhere: ProtocolGround = {
  languages: [],
  hasThreat: () => true,
  hasLevel: () => true,
  hasAuthority: () => true,
  hasArea: () => true,
}

export function readProtocol(value: unknown, ground: ProtocolGround = anywhere): ProtocolRead {
  const { languages } = ground
  const faults: ProtocolFault[] = []
  const fault = (at: Path, code: FaultCode, values: FaultValues = {}) =>
    void faults.push({ at, code, values, ...faultSaid(code, values) })

  const object = (of: unknown, at: Path, known: readonly string[]): { readonly [name: string]: unknown } => {
    if (typeof of !== 'object' || of === null || Array.isArray(of)) {
      fault(at, 'no-set', { known: known.map((name) => `“${name}:”`).join(', ') })
      return {}
    }
    for (const name of Object.keys(of))
      if (!known.includes(name)) fault([...at, name], 'unknown-name', { name, known: known.join(', ') })
    return of as { readonly [name: string]: unknown }
  }
  const list = (of: unknown, at: Path, limit: number): readonly unknown[] => {
    if (of === undefined) return []
    if (!Array.isArray(of)) fault(at, 'no-list')
    else if (of.length > limit) fault(at, 'too-many', { limit: String(limit) })
    else return of
    return []
  }
  const key = (of: unknown, at: Path): string => {
    if (typeof of === 'string' && keyShape.test(of)) return of
    fault(at, 'no-key')
    return ''
  }
  const texts = (of: unknown, at: Path, need: 'needed' | 'may-be-empty'): InLanguages<string> => {
    if (of === undefined && need === 'may-be-empty') return {}
    if (typeof of !== 'object' || of === null || Array.isArray(of)) {
      fault(at, 'no-texts')
      return {}
    }
    const read: [string, string][] = []
    for (const [language, text] of Object.entries(of)) {
      if (!isLanguage(language)) fault([...at, language], 'no-language', { language })
      else if (typeof text !== 'string' || text.trim() === '' || text.length > most.text)
        fault([...at, language], 'no-text', { most: String(most.text) })
      else read.push([language, text.trim()])
    }
    const there = new Set(read.map(([language]) => language))
    const missing = languages.filter((language) => !there.has(language))
    if (there.size === 0 && need === 'needed') fault(at, 'text-missing')
    else if (there.size > 0 && missing.length > 0)
      fault(at, 'language-missing', { languages: missing.join(', ') })
    return Object.fromEntries(read)
  }
  const duration = (of: unknown, at: Path): Milliseconds => {
    const parts = typeof of === 'string' ? [...of.matchAll(/(\d{1,5}) ?(s|min|h)\b/g)] : []
    const rest = typeof of === 'string' ? of.replaceAll(/(\d{1,5}) ?(s|min|h)\b/g, '').trim() : 'nothing'
    const sum = parts.reduce(
      (all, [, count, name]) => all + Number(count) * unit[name as keyof typeof unit],
      0,
    )
    if (parts.length === 0 || rest !== '' || sum > longest || sum <= 0) fault(at, 'no-length')
    return sum as Milliseconds
  }
  const named = (of: unknown, at: Path, isKnown: (id: string) => boolean): readonly string[] | 'any' => {
    if (of === 'any') return 'any'
    const all = list(typeof of === 'string' ? [of] : of, at, 100)
    if (all.length === 0) fault(at, 'for-nothing')
    return all.flatMap((one, i) => {
      if (typeof one !== 'string' || !nameShape.test(one)) fault([...at, i], 'no-name')
      else if (isKnown(one)) return one
      else fault([...at, i], 'not-known', { name: one })
      return []
    })
  }
  const owner = (of: unknown, at: Path): string => {
    if (typeof of === 'string' && of.trim() !== '' && of.length <= 80) return of.trim()
    fault(at, 'nobody')
    return ''
  }
  const number = (of: unknown, at: Path): number | null => {
    if (of === undefined || of === null) return null
    if (typeof of === 'number' && Number.isFinite(of)) return of
    fault(at, 'no-number')
    return null
  }
  const doneBy = (of: unknown, at: Path): DoneBy => {
    if (of === 'tick' || of === undefined) return { how: 'tick' }
    if (of === 'photo') return { how: 'photo' }
    const {
      value: measured,
      least,
      most: upTo,
      choice,
    } = object(of, at, ['value', 'least', 'most', 'choice'])
    if (choice !== undefined) {
      const words = list(choice, [...at, 'choice'], 20).flatMap((word, i) => {
        if (typeof word === 'string' && word.trim() !== '' && word.length <= 80) return word.trim()
        fault([...at, 'choice', i], 'no-choice')
        return []
      })
      if (words.length < 2 || new Set(words).size < words.length) fault([...at, 'choice'], 'no-alternatives')
      return { how: 'choice', of: words }
    }
    const bounds = { least: number(least, [...at, 'least']), most: number(upTo, [...at, 'most']) }
    if (typeof measured !== 'string' || measured === '') fault(at, 'no-needs')
    if (bounds.least !== null && bounds.most !== null && bounds.least > bounds.most) fault(at, 'no-bounds')
    return { how: 'value', unit: String(measured ?? ''), ...bounds }
  }
  const condition = (of: unknown, at: Path, before: ReadonlyMap<string, DoneBy>): Condition[] => {
    const fields = object(of, at, ['task', 'is', 'at-least', 'below', 'chose'])
    const task = fields['task'] as TaskKey
    const asked = before.get(task)
    const says = ['is', 'at-least', 'below', 'chose'].filter((name) => fields[name] !== undefined)
    if (asked === undefined) fault([...at, 'task'], 'no-task-before', { task: String(task) })
    if (says.length !== 1) {
      fault(at, 'several-conditions')
      return []
    }
    const [name] = says as [string]
    const what = fields[name]
    if (name === 'is') {
      if (what === 'done' || what === 'not-needed') return [{ task, is: what }]
      fault([...at, name], 'no-state')
    } else if (name === 'chose') {
      if (asked?.how === 'choice' && asked.of.includes(what as string))
        return [{ task, chose: what as string }]
      const words = asked?.how === 'choice' ? asked.of.join(', ') : 'nothing'
      fault([...at, name], 'no-answer', { words })
    } else {
      const bound = number(what, [...at, name])
      if (asked !== undefined && asked.how !== 'value') fault([...at, name], 'no-number-given')
      else if (bound !== null) return [name === 'below' ? { task, below: bound } : { task, atLeast: bound }]
    }
    return []
  }

  const keys = new Map<string, DoneBy>()
  const task = (of: unknown, at: Path): Task => {
    const fields = object(of, at, ['task', 'text', 'owner', 'next', 'due', 'done', 'if'])
    const name = key(fields['task'], [...at, 'task'])
    if (name !== '' && keys.has(name)) fault([...at, 'task'], 'task-twice', { name })
    const next = list(fields['next'], [...at, 'next'], most.inLine)
    const onlyIf = list(fields['if'], [...at, 'if'], most.conditions)
    const done = doneBy(fields['done'], [...at, 'done'])
    const read: Task = {
      key: name as TaskKey,
      texts: texts(fields['text'], [...at, 'text'], 'needed'),
      line: [
        owner(fields['owner'], [...at, 'owner']),
        ...next.map((one, i) => owner(one, [...at, 'next', i])),
      ],
      dueAfter: duration(fields['due'], [...at, 'due']),
      done,
      onlyIf: onlyIf.flatMap((one, i) => condition(one, [...at, 'if', i], keys)),
    }
    keys.set(name, done)
    return read
  }
  const zoneKeys = new Set<string>()
  const zone = (of: unknown, at: Path): Zone => {
    const fields = object(of, at, ['zone', 'names', 'areas', 'shape', 'assembly', 'routes', 'transport'])
    const name = key(fields['zone'], [...at, 'zone'])
    if (name !== '' && zoneKeys.has(name)) fault([...at, 'zone'], 'zone-twice', { name })
    zoneKeys.add(name)
    const areas = list(fields['areas'], [...at, 'areas'], 1_000).flatMap((code, i) => {
      if (typeof code === 'string' && code !== '' && code.length <= 100 && ground.hasArea(code))
        return code as AreaCode
      fault([...at, 'areas', i], 'no-area')
      return []
    })
    const points = list(fields['shape'], [...at, 'shape'], most.points).flatMap((point, i): LonLat[] => {
      const [lon, lat] = Array.isArray(point) && point.length === 2 ? (point as unknown[]) : []
      if (typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90)
        return [{ lon, lat }]
      fault([...at, 'shape', i], 'no-point')
      return []
    })
    if (fields['shape'] !== undefined && points.length < 3) fault([...at, 'shape'], 'few-points')
    if (areas.length === 0 && points.length === 0) fault(at, 'nowhere')
    return {
      key: name as ZoneKey,
      names: texts(fields['names'], [...at, 'names'], 'needed'),
      areas,
      shape: points.length < 3 ? [] : [[closed(points)]],
      assembly: list(fields['assembly'], [...at, 'assembly'], 50).map((one, i) => {
        const place = [...at, 'assembly', i]
        const point = object(one, place, ['names', 'at'])
        return {
          names: texts(point['names'], [...place, 'names'], 'needed'),
          at: texts(point['at'], [...place, 'at'], 'may-be-empty'),
        }
      }),
      routes: texts(fields['routes'], [...at, 'routes'], 'may-be-empty'),
      transport: texts(fields['transport'], [...at, 'transport'], 'may-be-empty'),
    }
  }

  const file = object(value, [], ['protocol', 'names', 'for', 'climb-after', 'tasks', 'closing', 'zones'])
  const fits = object(file['for'], ['for'], ['threats', 'levels', 'authorities'])
  const tasks = list(file['tasks'], ['tasks'], most.tasks)
  if (tasks.length === 0) fault(['tasks'], 'no-tasks')
  const body = {
    id: key(file['protocol'], ['protocol']) as ProtocolId,
    names: texts(file['names'], ['names'], 'needed'),
    fits: {
      threats: named(fits['threats'], ['for', 'threats'], ground.hasThreat),
      levels: named(fits['levels'], ['for', 'levels'], ground.hasLevel),
      authorities: named(fits['authorities'] ?? 'any', ['for', 'authorities'], ground.hasAuthority),
    } satisfies Fits,
    climbAfter: duration(file['climb-after'] ?? '10 min', ['climb-after']),
    tasks: tasks.map((one, i) => task(one, ['tasks', i])),
    closing: list(file['closing'], ['closing'], most.tasks).map((one, i) => task(one, ['closing', i])),
    zones: list(file['zones'], ['zones'], most.zones).map((one, i) => zone(one, ['zones', i])),
  }
  const [first, ...others] = faults
  if (first !== undefined) return { faults: [first, ...others] }
  return { protocol: { ...body, hash: sha256(canonicalJson(body as unknown as Json)) } }
}

function closed(points: readonly LonLat[]): LonLat[] {
  const [first, last] = [points[0]!, points.at(-1)!]
  return first.lon === last.lon && first.lat === last.lat ? [...points] : [...points, first]
}

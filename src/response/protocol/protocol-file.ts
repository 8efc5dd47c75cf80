/**
 * A protocol as people write it, in a file or a form: read with every fault at its place. Long because each rule of the form stands
 * here once, in the order of the form, and all of them share the list of faults.
 */
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
  const fault = (at: Path, says: string, advice: string) => void faults.push({ at, says, advice })

  const object = (of: unknown, at: Path, known: readonly string[]): { readonly [name: string]: unknown } => {
    if (typeof of !== 'object' || of === null || Array.isArray(of)) {
      fault(
        at,
        'Here stands no set of names with values.',
        `Write ${known.map((name) => `“${name}:”`).join(', ')}.`,
      )
      return {}
    }
    for (const name of Object.keys(of))
      if (!known.includes(name))
        fault([...at, name], `“${name}” means nothing here.`, `Known here: ${known.join(', ')}.`)
    return of as { readonly [name: string]: unknown }
  }
  const list = (of: unknown, at: Path, limit: number): readonly unknown[] => {
    if (of === undefined) return []
    if (!Array.isArray(of)) fault(at, 'Here stands no list.', 'Begin each entry on its own line with “- ”.')
    else if (of.length > limit) fault(at, `These are more than ${limit}.`, 'Split the protocol into several.')
    else return of
    return []
  }
  const key = (of: unknown, at: Path, what: string): string => {
    if (typeof of === 'string' && keyShape.test(of)) return of
    fault(
      at,
      `The ${what} has no name that others can use.`,
      'Write small Latin letters, digits and “-”, as in call-the-plant.',
    )
    return ''
  }
  const texts = (of: unknown, at: Path, need: 'needed' | 'may-be-empty'): InLanguages<string> => {
    if (of === undefined && need === 'may-be-empty') return {}
    if (typeof of !== 'object' || of === null || Array.isArray(of)) {
      fault(at, 'Here stands no text by language.', 'Write “en: …” and below it each other language.')
      return {}
    }
    const read: [string, string][] = []
    for (const [language, text] of Object.entries(of)) {
      if (!isLanguage(language))
        fault(
          [...at, language],
          `“${language}” is no language.`,
          'Name languages as in en, uk, ru, he (BCP 47).',
        )
      else if (typeof text !== 'string' || text.trim() === '' || text.length > most.text)
        fault(
          [...at, language],
          'Here stands no text.',
          `Write up to ${most.text} characters; quote what looks like a number.`,
        )
      else read.push([language, text.trim()])
    }
    const there = new Set(read.map(([language]) => language))
    const missing = languages.filter((language) => !there.has(language))
    if (there.size === 0 && need === 'needed')
      fault(at, 'A text is missing.', 'Write it in at least one language.')
    else if (there.size > 0 && missing.length > 0)
      fault(at, `It is not said in ${missing.join(', ')}.`, 'Write it in every language of the authority.')
    return Object.fromEntries(read)
  }
  const duration = (of: unknown, at: Path): Milliseconds => {
    const parts = typeof of === 'string' ? [...of.matchAll(/(\d{1,5}) ?(s|min|h)\b/g)] : []
    const rest = typeof of === 'string' ? of.replaceAll(/(\d{1,5}) ?(s|min|h)\b/g, '').trim() : 'nothing'
    const sum = parts.reduce(
      (all, [, count, name]) => all + Number(count) * unit[name as keyof typeof unit],
      0,
    )
    if (parts.length === 0 || rest !== '' || sum > longest || sum <= 0)
      fault(at, 'This is no length of time.', 'Write it as in 90 s, 5 min or 1 h 30 min; at most a week.')
    return sum as Milliseconds
  }
  const named = (of: unknown, at: Path, isKnown: (id: string) => boolean): readonly string[] | 'any' => {
    if (of === 'any') return 'any'
    const all = list(typeof of === 'string' ? [of] : of, at, 100)
    if (all.length === 0) fault(at, 'It is for nothing.', 'Name what it is for, or write any.')
    return all.flatMap((one, i) => {
      if (typeof one !== 'string' || !nameShape.test(one))
        fault([...at, i], 'This is no name.', 'Write the id, as in drone or red.')
      else if (isKnown(one)) return one
      else fault([...at, i], `“${one}” is not known here.`, 'Write an id of this installation, or any.')
      return []
    })
  }
  const owner = (of: unknown, at: Path): string => {
    if (typeof of === 'string' && of.trim() !== '' && of.length <= 80) return of.trim()
    fault(at, 'Nobody has to do it.', 'Name a role or a duty, as in officer or head of shift.')
    return ''
  }
  const number = (of: unknown, at: Path): number | null => {
    if (of === undefined || of === null) return null
    if (typeof of === 'number' && Number.isFinite(of)) return of
    fault(at, 'This is no number.', 'Write it in digits, without its unit.')
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
        fault(
          [...at, 'choice', i],
          'This is no word to choose.',
          'Write a word; quote what looks like a number.',
        )
        return []
      })
      if (words.length < 2 || new Set(words).size < words.length)
        fault(
          [...at, 'choice'],
          'There is nothing to choose between.',
          'Name at least two different answers.',
        )
      return { how: 'choice', of: words }
    }
    const bounds = { least: number(least, [...at, 'least']), most: number(upTo, [...at, 'most']) }
    if (typeof measured !== 'string' || measured === '')
      fault(
        at,
        'It is not said what done needs.',
        'Write tick, photo, {value: litres, least: 0} or {choice: [yes, no]}.',
      )
    if (bounds.least !== null && bounds.most !== null && bounds.least > bounds.most)
      fault(at, 'No number lies between these bounds.', 'Let “least” be the smaller one.')
    return { how: 'value', unit: String(measured ?? ''), ...bounds }
  }
  const condition = (of: unknown, at: Path, before: ReadonlyMap<string, DoneBy>): Condition[] => {
    const fields = object(of, at, ['task', 'is', 'at-least', 'below', 'chose'])
    const task = fields['task'] as TaskKey
    const asked = before.get(task)
    const says = ['is', 'at-least', 'below', 'chose'].filter((name) => fields[name] !== undefined)
    if (asked === undefined)
      fault(
        [...at, 'task'],
        `No task “${String(task)}” stands before this one.`,
        'A condition speaks of a task above its own.',
      )
    if (says.length !== 1) {
      fault(
        at,
        'A condition says one thing.',
        'Write one of is, at-least, below, chose; several conditions are several entries.',
      )
      return []
    }
    const [name] = says as [string]
    const what = fields[name]
    if (name === 'is') {
      if (what === 'done' || what === 'not-needed') return [{ task, is: what }]
      fault([...at, name], 'A task is done or not-needed.', 'Write is: done or is: not-needed.')
    } else if (name === 'chose') {
      if (asked?.how === 'choice' && asked.of.includes(what as string))
        return [{ task, chose: what as string }]
      const words = asked?.how === 'choice' ? asked.of.join(', ') : 'nothing'
      fault([...at, name], `That task can’t be answered by this.`, `It can be answered by: ${words}.`)
    } else {
      const bound = number(what, [...at, name])
      if (asked !== undefined && asked.how !== 'value')
        fault(
          [...at, name],
          'That task gives no number.',
          'Let it be done by a value, or ask something else of it.',
        )
      else if (bound !== null) return [name === 'below' ? { task, below: bound } : { task, atLeast: bound }]
    }
    return []
  }

  const keys = new Map<string, DoneBy>()
  const task = (of: unknown, at: Path): Task => {
    const fields = object(of, at, ['task', 'text', 'owner', 'next', 'due', 'done', 'if'])
    const name = key(fields['task'], [...at, 'task'], 'task')
    if (name !== '' && keys.has(name))
      fault(
        [...at, 'task'],
        `Another task is named “${name}”.`,
        'Give each its own name, also in the closing list.',
      )
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
    const name = key(fields['zone'], [...at, 'zone'], 'zone')
    if (name !== '' && zoneKeys.has(name))
      fault([...at, 'zone'], `Another zone is named “${name}”.`, 'Give each its own name.')
    zoneKeys.add(name)
    const areas = list(fields['areas'], [...at, 'areas'], 1_000).flatMap((code, i) => {
      if (typeof code === 'string' && code !== '' && code.length <= 100 && ground.hasArea(code))
        return code as AreaCode
      fault([...at, 'areas', i], 'This is no code of an area here.', 'Write its code, as in gn:535121.')
      return []
    })
    const points = list(fields['shape'], [...at, 'shape'], most.points).flatMap((point, i): LonLat[] => {
      const [lon, lat] = Array.isArray(point) && point.length === 2 ? (point as unknown[]) : []
      if (typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90)
        return [{ lon, lat }]
      fault(
        [...at, 'shape', i],
        'This is no point.',
        'Write [longitude, latitude] in degrees, as in [39.6, 52.6].',
      )
      return []
    })
    if (fields['shape'] !== undefined && points.length < 3)
      fault(
        [...at, 'shape'],
        'Fewer than three points enclose nothing.',
        'Name the corners one after the other.',
      )
    if (areas.length === 0 && points.length === 0)
      fault(at, 'The zone is nowhere.', 'Name its areas by code, or the corners of its shape.')
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
  if (tasks.length === 0) fault(['tasks'], 'There is nothing to do.', 'Name at least one task.')
  const body = {
    id: key(file['protocol'], ['protocol'], 'protocol') as ProtocolId,
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

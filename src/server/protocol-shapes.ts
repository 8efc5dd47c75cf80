/** Protocols and their lists as the API shows them. */
import { z } from 'zod'
import { mode as modeShape, instantOut, names } from './schemas.ts'
import {
  climbsNextAt,
  tasksOf,
  writeProtocol,
  zoneStates,
  type ProtocolId,
  type TaskKey,
  type TaskView,
} from '#response'
import type { ActorId, Instant, Json } from '#base'
import type { KeptProtocol } from './protocol-book.ts'
import type { Running } from './protocol-desk.ts'

const done = z.union([
  z.object({ how: z.literal('tick') }),
  z.object({ how: z.literal('photo') }),
  z.object({ how: z.literal('choice'), of: z.array(z.string()) }),
  z.object({
    how: z.literal('value'),
    unit: z.string(),
    least: z.number().nullable(),
    most: z.number().nullable(),
  }),
])
export const given = z
  .discriminatedUnion('how', [
    z.strictObject({ how: z.literal('tick') }),
    z.strictObject({ how: z.literal('value'), value: z.number().min(-1e12).max(1e12) }),
    z.strictObject({ how: z.literal('choice'), choice: z.string().min(1).max(80) }),
  ])
  .describe('What the task asks for; a photo is sent by itself')
const condition = z.object({
  task: z.string(),
  texts: names,
  is: z.enum(['done', 'not-needed']).optional(),
  atLeast: z.number().optional(),
  below: z.number().optional(),
  chose: z.string().optional(),
  holds: z.enum(['yes', 'no', 'unknown']).describe('`unknown` while what it hangs on is open'),
})
const taskView = z.object({
  key: z.string(),
  texts: names,
  list: z.enum(['main', 'closing']),
  state: z.enum(['waiting', 'open', 'late', 'done', 'not-needed']),
  dueAt: instantOut,
  owner: z.string().describe('Who has to do it now'),
  line: z.array(z.string()),
  climbed: z.number().int().describe('How often it went on to the next in line'),
  climbsAt: instantOut
    .nullable()
    .describe('When it goes on to the next in line; null where it is with the last, or is not to be done'),
  needs: done,
  if: z.array(condition),
  done: z
    .object({
      ...{ at: instantOut, by: z.string(), byName: z.string().nullable() },
      given: z.looseObject({ how: z.string() }),
    })
    .nullable(),
})
const zoneView = z.object({
  ...{ key: z.string(), names, areas: z.array(z.string()) },
  assembly: z.array(z.object({ names, at: names })),
  ...{ routes: names, transport: names },
  state: z.enum(zoneStates).nullable().describe('Null while nobody in it was told anything'),
  changedAt: instantOut.nullable(),
  changedBy: z.string().nullable(),
  changedByName: z.string().nullable(),
})
export const runView = z.object({
  id: z.string(),
  protocol: z.object({
    ...{ id: z.string(), version: z.number().int(), names },
    newest: z.number().int().describe('The version by which lists start now; this one keeps its own'),
  }),
  alert: z.string(),
  danger: z
    .object({ threat: z.string(), ladder: z.string(), level: z.string() })
    .nullable()
    .describe('What was warned of when it started; null in lists that are older than this'),
  areas: z.array(z.string()),
  mode: modeShape,
  phase: z.enum(['running', 'closing', 'closed']),
  startedAt: instantOut,
  closingAt: instantOut.nullable(),
  closedAt: instantOut.nullable(),
  closedByName: z.string().nullable(),
  closedWhy: z.string().nullable().describe('Why with tasks still open; told with one list'),
  late: z.number().int(),
  open: z.number().int(),
  tasks: z.array(taskView),
  zones: z.array(zoneView),
})

/** What stands elsewhere about a list. */
export interface Beside {
  /** Null where it was erased, and for the server itself. */
  nameOf(id: ActorId): string | null
  /** The version of its protocol by which lists start now. */
  newest(id: ProtocolId): number
  /** Why it was closed with tasks open. */
  readonly why?: string | undefined
}
const nothingBeside: Beside = { nameOf: () => null, newest: () => 1 }

export function viewOfRun(
  { run, protocol }: Running,
  at: Instant,
  { nameOf, newest, why }: Beside = nothingBeside,
): z.output<typeof runView> {
  const tasks = tasksOf(run, protocol, at)
  const count = (...states: readonly TaskView['state'][]) =>
    tasks.filter(({ state }) => states.includes(state)).length
  const textsOf = (key: TaskKey) => ({ ...tasks.find(({ task }) => task.key === key)?.task.texts })
  const nameIf = (id: ActorId | null | undefined) => (id === null || id === undefined ? null : nameOf(id))
  const { about } = run
  return {
    ...{ id: run.id, alert: run.alert, mode: run.mode, phase: run.phase },
    danger: about === undefined ? null : { threat: about.threat, ladder: about.ladder, level: about.level },
    areas: [...(about?.areas ?? [])],
    protocol: {
      ...{ id: protocol.id, version: protocol.version, names: { ...protocol.names } },
      newest: Math.max(protocol.version, newest(protocol.id)),
    },
    ...{ startedAt: run.startedAt, closingAt: run.closingAt, closedAt: run.closedAt },
    ...{ closedByName: nameIf(run.closedBy), closedWhy: why ?? null },
    ...{ late: count('late'), open: count('open', 'late', 'waiting') },
    tasks: tasks.map((view) => {
      const { task, list, state, dueAt, owner, climbed, held, done: was } = view
      return {
        ...{ key: task.key, texts: { ...task.texts }, list, state, dueAt, owner, climbed },
        line: [...task.line],
        climbsAt: (run.phase === 'closed' ? undefined : climbsNextAt(view, protocol.climbAfter)) ?? null,
        needs: task.done.how === 'choice' ? { how: 'choice', of: [...task.done.of] } : { ...task.done },
        if: task.onlyIf.map((one, i) => ({ ...one, texts: textsOf(one.task), holds: held[i]! })),
        done:
          was === null ? null : { at: was.at, by: was.by, byName: nameOf(was.by), given: { ...was.given } },
      }
    }),
    zones: protocol.zones.map(({ key, names: called, areas, assembly, routes, transport }) => {
      const now = run.zones.get(key)
      return {
        ...{ key, names: { ...called }, areas: [...areas] },
        assembly: assembly.map((one) => ({ names: { ...one.names }, at: { ...one.at } })),
        ...{ routes: { ...routes }, transport: { ...transport } },
        ...{ state: now?.state ?? null, changedAt: now?.at ?? null, changedBy: now?.by ?? null },
        changedByName: nameIf(now?.by),
      }
    }),
  }
}

export const protocolView = z.object({
  id: z.string(),
  version: z.number().int(),
  state: z.enum(['in-use', 'retired']),
  names,
  fits: z.object({
    threats: z.union([z.literal('any'), z.array(z.string())]),
    levels: z.union([z.literal('any'), z.array(z.string())]),
    authorities: z.union([z.literal('any'), z.array(z.string())]),
  }),
  hash: z.string(),
  changedAt: instantOut,
  changedBy: z.string(),
  changedByName: z.string().nullable(),
  tasks: z.number().int(),
  closing: z.number().int(),
  zones: z.number().int(),
})

export function viewOfProtocol(
  { protocol, state, by, at }: KeptProtocol,
  nameOf: Beside['nameOf'],
): z.output<typeof protocolView> {
  const { id, version, names: called, fits, hash, tasks, closing, zones } = protocol
  const list = (all: readonly string[] | 'any') => (all === 'any' ? all : [...all])
  return {
    ...{ id, version, state, hash, names: { ...called }, changedAt: at, changedBy: by },
    changedByName: nameOf(by),
    fits: {
      threats: list(fits.threats),
      levels: list(fits.levels),
      authorities: list(fits.authorities),
    },
    ...{ tasks: tasks.length, closing: closing.length, zones: zones.length },
  }
}

/** As the form and the file write it. */
export function fileOf({ protocol }: KeptProtocol): Json {
  return writeProtocol(protocol)
}

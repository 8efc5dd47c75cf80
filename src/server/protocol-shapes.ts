/** Protocols and their lists as the API shows them. */
import { z } from 'zod'
import type { Alert } from '#alerts'
import { mode as modeShape, instantOut, names } from './schemas.ts'
import { tasksOf, writeProtocol, zoneStates, type TaskView } from '#response'
import type { Instant, Json } from '#base'
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
const taskView = z.object({
  key: z.string(),
  texts: names,
  list: z.enum(['main', 'closing']),
  state: z.enum(['waiting', 'open', 'late', 'done', 'not-needed']),
  dueAt: instantOut,
  owner: z.string().describe('Who has to do it now'),
  line: z.array(z.string()),
  climbed: z.number().int().describe('How often it went on to the next in line'),
  needs: done,
  done: z.object({ at: instantOut, by: z.string(), given: z.looseObject({ how: z.string() }) }).nullable(),
})
const zoneView = z.object({
  ...{ key: z.string(), names, areas: z.array(z.string()) },
  assembly: z.array(z.object({ names, at: names })),
  ...{ routes: names, transport: names },
  state: z.enum(zoneStates).nullable().describe('Null while nobody in it was told anything'),
  changedAt: instantOut.nullable(),
  changedBy: z.string().nullable(),
})
export const runView = z.object({
  id: z.string(),
  protocol: z.object({ id: z.string(), version: z.number().int(), names }),
  alert: z.string(),
  mode: modeShape,
  phase: z.enum(['running', 'closing', 'closed']),
  startedAt: instantOut,
  closingAt: instantOut.nullable(),
  closedAt: instantOut.nullable(),
  late: z.number().int(),
  open: z.number().int(),
  tasks: z.array(taskView),
  zones: z.array(zoneView),
})

export function viewOfRun({ run, protocol }: Running, at: Instant): z.output<typeof runView> {
  const tasks = tasksOf(run, protocol, at)
  const count = (...states: readonly TaskView['state'][]) =>
    tasks.filter(({ state }) => states.includes(state)).length
  return {
    ...{ id: run.id, alert: run.alert, mode: run.mode, phase: run.phase },
    protocol: { id: protocol.id, version: protocol.version, names: { ...protocol.names } },
    ...{ startedAt: run.startedAt, closingAt: run.closingAt, closedAt: run.closedAt },
    ...{ late: count('late'), open: count('open', 'late', 'waiting') },
    tasks: tasks.map(({ task, list, state, dueAt, owner, climbed, done: was }) => ({
      ...{ key: task.key, texts: { ...task.texts }, list, state, dueAt, owner, climbed },
      line: [...task.line],
      needs: task.done.how === 'choice' ? { how: 'choice', of: [...task.done.of] } : { ...task.done },
      done: was === null ? null : { at: was.at, by: was.by, given: { ...was.given } },
    })),
    zones: protocol.zones.map(({ key, names: called, areas, assembly, routes, transport }) => {
      const now = run.zones.get(key)
      return {
        ...{ key, names: { ...called }, areas: [...areas] },
        assembly: assembly.map((one) => ({ names: { ...one.names }, at: { ...one.at } })),
        ...{ routes: { ...routes }, transport: { ...transport } },
        ...{ state: now?.state ?? null, changedAt: now?.at ?? null, changedBy: now?.by ?? null },
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
  tasks: z.number().int(),
  closing: z.number().int(),
  zones: z.number().int(),
})

export function viewOfProtocol({ protocol, state, by, at }: KeptProtocol): z.output<typeof protocolView> {
  const { id, version, names: called, fits, hash, tasks, closing, zones } = protocol
  const list = (all: readonly string[] | 'any') => (all === 'any' ? all : [...all])
  return {
    ...{ id, version, state, hash, names: { ...called }, changedAt: at, changedBy: by },
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

/** Where the alert stands: who may not act there may not tick its list either. */
export function areasOf(alert: Alert): readonly string[] {
  return alert.status === 'none' ? [] : alert.content.areas.map(({ code }) => code)
}

/** A protocol written as people write it, so that it is read the same again. */
import { hour, minute, second, type InLanguages, type Json, type Milliseconds } from '#base'
import type { Condition, DoneBy, Protocol, Task, Zone } from './protocol.ts'

/** As `readProtocol` takes it, in the order in which people read it. */
export function writeProtocol(protocol: Omit<Protocol, 'version' | 'hash'>): Json {
  const { id, names, fits, climbAfter, tasks, closing, zones } = protocol
  return {
    ...{ protocol: id, names, for: { ...fits } as unknown as Json, 'climb-after': durationSaid(climbAfter) },
    tasks: tasks.map(taskWritten),
    ...(closing.length === 0 ? {} : { closing: closing.map(taskWritten) }),
    ...(zones.length === 0 ? {} : { zones: zones.map(zoneWritten) }),
  }
}

function taskWritten({ key, texts, line, dueAfter, done, onlyIf }: Task): Json {
  const [owner = '', ...next] = line
  return {
    ...{ task: key, text: texts, owner },
    ...(next.length === 0 ? {} : { next }),
    due: durationSaid(dueAfter),
    done: doneWritten(done),
    ...(onlyIf.length === 0 ? {} : { if: onlyIf.map(conditionWritten) }),
  }
}

function doneWritten(done: DoneBy): Json {
  if (done.how === 'tick' || done.how === 'photo') return done.how
  if (done.how === 'choice') return { choice: [...done.of] }
  const { unit: measured, least, most: upTo } = done
  return {
    value: measured,
    ...(least === null ? {} : { least }),
    ...(upTo === null ? {} : { most: upTo }),
  }
}

function conditionWritten(condition: Condition): Json {
  if (!('atLeast' in condition)) return { ...condition }
  return { task: condition.task, 'at-least': condition.atLeast }
}

function zoneWritten({ key, names, areas, shape, assembly, routes, transport }: Zone): Json {
  const ring = shape[0]?.[0] ?? []
  const written = (texts: InLanguages<string>, name: string) =>
    Object.keys(texts).length === 0 ? {} : { [name]: texts }
  return {
    ...{ zone: key, names },
    ...(areas.length === 0 ? {} : { areas: [...areas] }),
    ...(ring.length === 0 ? {} : { shape: ring.slice(0, -1).map(({ lon, lat }) => [lon, lat]) }),
    ...(assembly.length === 0
      ? {}
      : { assembly: assembly.map((one) => ({ names: one.names, ...written(one.at, 'at') })) }),
    ...written(routes, 'routes'),
    ...written(transport, 'transport'),
  }
}

/** “1 h 30 min”. */
export function durationSaid(length: Milliseconds): string {
  const parts: [number, string][] = [
    [Math.floor(length / hour), 'h'],
    [Math.floor((length % hour) / minute), 'min'],
    [Math.floor((length % minute) / second), 's'],
  ]
  return parts.flatMap(([count, name]) => (count === 0 ? [] : `${count} ${name}`)).join(' ')
}

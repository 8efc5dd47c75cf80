/** What stories stand on: the whole system in memory, a clock that the story moves, and channels whose devices remember all they heard. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isEnd, type Alert, type Notice } from '#alerts'
import type { AreaCode } from '#areas'
import {
  epochMilliseconds,
  plus,
  recordingLog,
  virtualClock,
  type ActorId,
  type AlertId,
  type Clock,
  type Instant,
  type Milliseconds,
  type Mode,
  type RecordingLog,
} from '#base'
import { inProcessChannel, type Channel, type Outcome, type Target } from '#channels'
import type { Action, CallMessage } from '#people'
import { readPack } from '../../src/areas/pack.fs.ts'
import { parseAuthority, type Authority } from '../../src/server/authority.ts'
import { openInMemory } from '../../src/server/in-memory.ts'
import { openSecondPerson, type SecondPerson } from '../../src/server/second-person.ts'
import type { System } from '../../src/server/system.ts'

export type Kind = 'siren' | 'phone'

/** One thing that one device was told, when. A try that it never answered is one too: it may have heard. */
export interface Heard {
  readonly at: Instant
  readonly kind: Kind
  /** `Zadonsk 1`, and for a phone the name of its district. */
  readonly device: string
  readonly notice: Notice
  /** Whether it made the device ring or sound: it is new or worse at this very place, and heard for the first time. */
  readonly volume: 'loud' | 'quiet'
  readonly answer: Way
}

/** `works` confirms; `fails` says that it has a fault; `silent` never answers; `down` can’t be reached, so it hears nothing. */
export type Way = 'works' | 'fails' | 'silent' | 'down'

export interface StorySettings {
  readonly mode?: Mode
  /** The night’s first moment, local time. */
  readonly begins?: string
  /** Phones are called one after the other, each taking so long. */
  readonly slowPhones?: Milliseconds
  /** Who can be called when a second person is needed; left out, nobody is. */
  readonly callable?: readonly Callable[]
  /** In which way; without one nobody can be called from here. */
  readonly ways?: readonly ('mail' | 'page')[]
  /** Of the authority's file. */
  readonly policy?: NonNullable<Authority['policy']>
}

/** Somebody who may be the second person, everywhere. */
export interface Callable {
  readonly name: string
  readonly may: readonly Action[]
  readonly is: 'on-duty' | 'at-home'
}

/** One try to call somebody. */
export interface Called {
  readonly at: Instant
  readonly person: string
  readonly by: 'mail' | 'page'
  readonly message: CallMessage
}

export interface StoryWorld {
  readonly system: System
  readonly clock: Clock
  readonly heard: readonly Heard[]
  readonly called: readonly Called[]
  readonly secondPerson: SecondPerson | undefined
  /** Who carries calls takes them, or is away. */
  setCarrier(way: 'works' | 'down'): void
  readonly log: RecordingLog
  /** The alerts of the story by the names that it gives them. */
  readonly alerts: Map<string, AlertId>
  /** What somebody had read of an alert when they last looked. */
  readonly read: Map<string, Exclude<Alert, { status: 'none' }>>
  alert(name: string): Exclude<Alert, { status: 'none' }>
  area(name: string): AreaCode
  areas(names: readonly string[]): readonly AreaCode[]
  setWay(kind: Kind, way: Way, device?: string): void
  /** Lets everything happen until that moment, each thing at its own time. */
  passUntil(at: Instant): Promise<void>
  /** When the next thing falls due. */
  nextDueAt(): Instant | undefined
  close(): Promise<void>
}

const root = join(import.meta.dirname, '../..')
const lipetsk = 'RU-LIP'

export async function openStoryWorld(settings: StorySettings): Promise<StoryWorld> {
  const { mode = 'drill', begins = '2025-11-02T00:00:00+03:00' } = settings
  const pack = await readPack(join(root, 'packs/lipetsk/pack.json'))
  if (!pack.ok) throw new Error(`the shipped pack is broken: ${pack.problem.code}`)
  const clock = steppingClock(new Date(begins).toISOString() as Instant)
  const heard: Heard[] = []
  const ways = new Map<string, Way>()
  const log = recordingLog()
  const wayOf = (kind: Kind, device: string) => ways.get(`${kind} ${device}`) ?? ways.get(kind) ?? 'works'
  const tell: Tell = (kind, { id: device, areas }, notice) => {
    const answer = wayOf(kind, device)
    const { contains } = system.areas.hierarchy()
    const isHere = (code: AreaCode) =>
      areas === 'everywhere' || areas.some((own) => contains(code, own) || contains(own, code))
    // What comes again is let pass, as every real device does: it has the notice already.
    const isNew = !heard.some((one) => one.device === device && one.notice.id === notice.id)
    const volume = isNew && !isEnd(notice) && notice.loudFor.some(isHere) ? 'loud' : 'quiet'
    if (answer !== 'down') heard.push({ at: clock.now(), kind, device, notice, volume, answer })
    return outcomes[answer]()
  }
  const called: Called[] = []
  let carrier: 'works' | 'down' = 'works'
  let secondPerson: SecondPerson | undefined
  const { callable, ways: means = ['mail'], policy } = settings
  const system: System = await openInMemory({
    ...{ authority: { ...shippedAuthority(), policy }, areas: pack.value.areas, clock, log, mode },
    ...(callable === undefined
      ? {}
      : {
          openBeside: async (opened) => {
            secondPerson ??= openSecondPerson(opened, {
              whoMay: ({ action }) =>
                callable.flatMap(({ name, may }) => (may.includes(action) ? (name as ActorId) : [])),
              isOnDuty: (person) => callable.some(({ name, is }) => name === person && is === 'on-duty'),
              contactOf: async (person) => ({ email: `${person}@example.org`, language: 'en' }),
              base: () => 'https://warn.example.org',
              makers: means.map((by) => ({
                ...{ by, needs: by === 'mail' ? 'email' : 'nothing' },
                async call(person, _, message) {
                  called.push({ at: clock.now(), person, by, message })
                  return carrier === 'works'
                    ? { kind: 'accepted' }
                    : { kind: 'failed', why: 'mail-unreachable', again: 'later' }
                },
                async close() {},
              })),
            })
            return secondPerson.begin()
          },
        }),
    channels: (opened) => [sirensOf(tell), phonesOf(opened, clock, tell, settings.slowPhones)],
  })
  const alerts = new Map<string, AlertId>()
  const world: StoryWorld = {
    ...{ system, clock, heard, called, secondPerson, log, alerts, read: new Map() },
    setCarrier: (way) => void (carrier = way),
    alert(name) {
      const alert = system.world.alert(alerts.get(name) as AlertId)
      if (alert.status === 'none') throw new Error(`nobody has drafted ${name} yet`)
      return alert
    },
    area: (name) => world.areas([name])[0] as AreaCode,
    areas(names) {
      const codes = system.areas.resolve(names, lipetsk)
      if (!codes.ok) throw new Error(`${codes.problem.code}: ${names.join(', ')}`)
      return codes.value
    },
    setWay: (kind, way, device) => void ways.set(device === undefined ? kind : `${kind} ${device}`, way),
    nextDueAt: clock.nextDueAt,
    async passUntil(at) {
      await settled()
      for (let due = clock.nextDueAt(); due !== undefined && due <= at; due = clock.nextDueAt()) {
        clock.advanceTo(due)
        await settled()
      }
      clock.advanceTo(at)
      await settled()
    },
    close: () => system.close(),
  }
  return world
}

const outcomes: { readonly [way in Way]: () => Outcome | Promise<Outcome> } = {
  works: () => ({ kind: 'confirmed', by: 'device' }),
  fails: () => ({ kind: 'refused', problem: 'siren/fault', retry: 'later' }),
  silent: () => new Promise(() => {}),
  down: () => ({ kind: 'refused', problem: 'siren/broker-unreachable', retry: 'later' }),
}

type Tell = (kind: Kind, device: Target, notice: Notice) => Outcome | Promise<Outcome>

/** The sirens of the demonstration; like real ones they are told only of levels that sound. */
function sirensOf(tell: Tell): Channel {
  const list = JSON.parse(readFileSync(join(root, 'packs/lipetsk/sirens.json'), 'utf8')) as {
    name: string
    area: AreaCode
  }[]
  return inProcessChannel({
    name: 'sirens',
    targets: list.map(({ name, area }) => ({ id: name, areas: [area] })),
    carries: 'sounding-levels',
    receive: (notice, target) => tell('siren', target, notice),
  })
}

/** A phone in every district and city. */
function phonesOf(system: System, clock: Clock, tell: Tell, takes: Milliseconds | undefined): Channel {
  const hierarchy = system.areas.hierarchy()
  const names = new Map(
    hierarchy.children(lipetsk as AreaCode).map((area) => [area.code, area.names['en' as never]]),
  )
  return inProcessChannel({
    name: 'phones',
    targets: [...names.keys()].map((code) => ({ id: String(names.get(code)), areas: [code] })),
    ...(takes === undefined ? {} : { concurrency: 1, patienceFor: 10 * takes }),
    receive: (notice, target) => {
      // It rings from the first moment; the answer takes its time.
      const answer = tell('phone', target, notice)
      if (takes === undefined) return answer
      return new Promise((resolve) => clock.after(takes, () => void Promise.resolve(answer).then(resolve)))
    },
  })
}

function shippedAuthority(): Authority {
  const text = readFileSync(join(root, 'packs/lipetsk/authority.json'), 'utf8')
  const authority = parseAuthority(JSON.parse(text) as never)
  if (!authority.ok) throw new Error(authority.problem.code)
  return authority.value
}

interface SteppingClock extends Clock {
  advanceTo(at: Instant): void
  nextDueAt(): Instant | undefined
}

/** A virtual clock that can say when its next wake-up is, so that a story stops there and lets the consequences happen. */
function steppingClock(start: Instant): SteppingClock {
  const clock = virtualClock(start)
  const due = new Set<{ readonly at: Instant }>()
  return {
    now: clock.now,
    advanceTo: clock.advanceTo,
    after(wait, act) {
      const wake = { at: plus(clock.now(), Math.max(0, wait)) }
      due.add(wake)
      const cancel = clock.after(wait, () => {
        due.delete(wake)
        act()
      })
      return () => {
        due.delete(wake)
        cancel()
      }
    },
    nextDueAt() {
      let next: Instant | undefined
      for (const { at } of due)
        if (next === undefined || epochMilliseconds(at) < epochMilliseconds(next)) next = at
      return next
    },
  }
}

/** Everything in memory happens in microtasks; a turn of the loop lets all of them run, a second one what they led to. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}

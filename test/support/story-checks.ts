/** What a story expects to be seen and heard: of sirens, phones, the board, the ledger and the report of who was reached. */
import assert from 'node:assert/strict'
import { areaNow, isEnd, recount, type AreaNow, type Ending, type NoticeKind } from '#alerts'
import type { AreaCode } from '#areas'
import type { Instant } from '#base'
import { reachOf, type AlertReach } from '#delivery'
import { verifyLedger, type Fact } from '#ledger'
import type { Warning } from './story-people.ts'
import type { Heard, Kind, StoryWorld } from './story-world.ts'

export interface Check {
  readonly says: string
  /** Whether it has come true, counting what was heard since that moment. */
  holds(world: StoryWorld, since: Instant): boolean | Promise<boolean>
}

const check = (says: string, holds: Check['holds']): Check => ({ says, holds })

function heardBy(kind: Kind, device: string, says: string, fits: (one: Heard) => boolean): Check {
  return check(`${device} ${says}`, ({ heard }, since) =>
    heard.some((one) => one.kind === kind && one.device === device && one.at >= since && fits(one)),
  )
}

const isLoud = ({ volume }: Heard) => volume === 'loud'

export function siren(name: string) {
  return {
    /** It starts, with this pattern where one is named. */
    sounds: (pattern?: 'attention' | 'danger') =>
      heardBy(
        'siren',
        name,
        'sounds',
        (one) => isLoud(one) && (pattern === undefined || one.notice.siren === pattern),
      ),
    /** It is told that it is over. */
    stops: () => heardBy('siren', name, 'stops', ({ notice }) => isEnd(notice)),
    hearsAnything: () => heardBy('siren', name, 'hears something', () => true),
  }
}

/** The phone of somebody in a district or city, named as the map names it. */
export function phone(district: string) {
  return {
    rings: (gravity?: 'danger' | 'advisory') =>
      heardBy(
        'phone',
        district,
        'rings',
        (one) => isLoud(one) && (gravity === undefined || one.notice.gravity === gravity),
      ),
    /** Shows it without ringing: nothing got worse here. */
    showsQuietly: (kind: NoticeKind) =>
      heardBy('phone', district, `shows ${kind}`, (one) => one.notice.kind === kind && !isLoud(one)),
    hears: (kind: NoticeKind) =>
      heardBy('phone', district, `hears ${kind}`, ({ notice }) => notice.kind === kind),
    reads: (words: RegExp) =>
      heardBy('phone', district, `reads ${words}`, ({ notice }) =>
        Object.values(notice.wording.texts).some((texts) => words.test(texts?.['360'] ?? '')),
      ),
    hearsAnything: () => heardBy('phone', district, 'hears something', () => true),
  }
}

/** Anybody of a kind: for what nobody may hear. */
export function any(kind: Kind) {
  return {
    hears: (...kinds: NoticeKind[]) =>
      check(`some ${kind} hears ${kinds.join(' or ')}`, ({ heard }, since) =>
        heard.some((one) => one.kind === kind && one.at > since && kinds.includes(one.notice.kind)),
      ),
    sounds: () =>
      check(`some ${kind} sounds`, ({ heard }, since) =>
        heard.some((one) => one.kind === kind && one.at > since && isLoud(one)),
      ),
    /** The same notice again, although the device had confirmed it. */
    hearsTwice: () =>
      check(`some ${kind} hears the same twice`, ({ heard }) => {
        const said = heard.filter((one) => one.kind === kind && one.answer === 'works')
        return new Set(said.map((one) => `${one.device} ${one.notice.id}`)).size < said.length
      }),
  }
}

export function board(area: string) {
  const now = (world: StoryWorld): AreaNow =>
    areaNow(
      world.system.world.board,
      world.system.areas.hierarchy(),
      world.area(area),
      world.system.config.mode,
    )
  const levels = (world: StoryWorld) => now(world).lines.map(({ level }) => level as string)
  return {
    /** These levels are in force, the gravest first, and no other. */
    is: (...wanted: string[]) =>
      check(
        `the board of ${area} is ${wanted.join(', ')}`,
        (world) => levels(world).join() === wanted.join(),
      ),
    isClear: () => check(`the board of ${area} is clear`, (world) => levels(world).length === 0),
    isPartly: (level: string) =>
      check(`the board of ${area} is partly ${level}`, (world) =>
        now(world).lines.some((line) => line.level === level && line.via === 'partial'),
      ),
    /** The last thing that ended there, ended so. */
    saysIt: (how: Ending) =>
      check(`the board of ${area} says ${how}`, (world) =>
        now(world).endings.some((line) => line.how === how),
      ),
    isFlagged: () =>
      check(`the board of ${area} says that it is about to lapse`, (world) =>
        now(world).lines.some((line) => line.alerts.some((one) => one.flagged === 'flagged')),
      ),
    isKeptUpBy: (count: number) =>
      check(
        `${count} alerts keep up the line of ${area}`,
        (world) => now(world).lines[0]?.alerts.length === count,
      ),
    equalsARecount: () =>
      check('the board equals a recount of all alerts', ({ system }) => {
        assert.deepEqual(recount(system.world.board, system.world.alerts()), [])
        return true
      }),
  }
}

export const ledger = {
  isIntact: () =>
    check('the ledger is intact', async ({ system }) => (await verifyLedger(system.ledger)).intact),
  /** The facts of an alert’s life, in order, by their types. */
  tells: (it: Warning, ...types: string[]) =>
    check(`the ledger tells of ${it.name}: ${types.join(', ')}`, async (world) => {
      assert.deepEqual(
        (await factsOf(world, it)).map(({ type }) => type),
        types,
      )
      return true
    }),
  /** A fact of this type says this of itself. */
  says: (it: Warning, type: string, member: string, value: unknown) =>
    check(`the ledger says ${member} of ${type}`, async (world) => {
      const fact = (await factsOf(world, it)).find((one) => one.type === type)
      assert.deepEqual(fact?.data[member], value, `${type} of ${it.name}`)
      return true
    }),
}

async function factsOf({ system, alerts }: StoryWorld, it: Warning): Promise<readonly Fact[]> {
  return system.ledger.readStream(`alert:${alerts.get(it.name)}`)
}

/** The report of who was told of an alert. */
export function reach(it: Warning) {
  const report = async ({ system, alerts }: StoryWorld): Promise<AlertReach> => {
    const id = alerts.get(it.name)!
    const hierarchy = system.areas.hierarchy()
    const found = reachOf(
      await system.attempts.noticesOf(id),
      await system.attempts.byAlert(id),
      {
        contains: hierarchy.contains,
        children: (code: AreaCode) => hierarchy.children(code).map((one) => one.code),
      },
      { channels: ['sirens', 'phones'] },
    )
    assert.ok(found !== null, `nothing of ${it.name} was planned`)
    return found
  }
  return {
    /** Every device that was to be warned is counted once, and those that took it were those that answered. */
    addsUp: () =>
      check(`the reach of ${it.name} adds up`, async (world) => {
        const id = world.alerts.get(it.name)
        for (const { channel, counts } of (await report(world)).warned.channels) {
          const { targets, ...known } = counts
          assert.equal(
            Object.values(known).reduce((sum, one) => sum + one, 0),
            targets,
            channel,
          )
          const kind = channel === 'sirens' ? 'siren' : 'phone'
          const confirmed = new Set(
            world.heard
              .filter(
                ({ notice, answer, kind: of }) => of === kind && notice.alert === id && answer === 'works',
              )
              .filter(({ notice }) => !isEnd(notice))
              .map(({ device }) => device),
          )
          assert.equal(
            counts.confirmed,
            confirmed.size,
            `${channel}: the report says more, or less, than the devices`,
          )
        }
        return true
      }),
    /** A device that did not take it is named, with what is known and why. */
    saysWhy: (device: string, known: string, problem: string) =>
      check(`the reach of ${it.name} says why ${device} is silent`, async (world) => {
        const failed = (await report(world)).warned.channels.flatMap((channel) => channel.failed)
        const one = failed.find(({ target }) => target === device)
        assert.deepEqual([one?.known, one?.problem], [known, problem], device)
        return true
      }),
    covers: (...areas: string[]) =>
      check(`the reach of ${it.name} is of ${areas.length} areas, all covered`, async (world) => {
        const { warned } = await report(world)
        assert.deepEqual(warned.areas.toSorted(), world.areas(areas).toSorted())
        assert.deepEqual(warned.uncovered, [])
        return true
      }),
  }
}

/** What the people of a story do, in their own words: `olena.issues(red).for('Lipetsk')`, `taras.approves(red)`. */
import assert from 'node:assert/strict'
import { openReviewDesk, type AlertOrder, type Order, type Overrides, type Verdict } from '#alerts'
import type { ActorId, AlertId, Result } from '#base'
import type { LevelId, ThreatId } from '#threats'
import type { Kind, StoryWorld, Way } from './story-world.ts'

/** An alert of the story, by the name that the story gives it. */
export interface Warning {
  readonly name: string
  readonly threat: ThreatId
  readonly level: LevelId
  /** How long it stands unrenewed. */
  readonly minutes: number
}

export function warning(name: string, level: 'yellow' | 'red', minutes = 180): Warning {
  return { name, threat: 'drone' as ThreatId, level: level as LevelId, minutes }
}

export interface Deed {
  readonly says: string
  act(world: StoryWorld): Promise<void>
  /** The same deed, which must be refused with this code and change nothing. */
  isRefused(code: string): Deed
}

type Done = Result<unknown>

function deed(says: string, order: (world: StoryWorld) => Promise<Done>): Deed {
  return {
    says,
    async act(world) {
      const done = await order(world)
      assert.ok(done.ok, `${says}: ${JSON.stringify(done)}`)
    },
    isRefused: (code) => ({
      ...deed(says, order),
      says: `${says}, which is refused`,
      async act(world) {
        const before = await world.system.ledger.head()
        const done = await order(world)
        assert.equal(done.ok ? 'accepted' : done.problem.code, code, says)
        assert.deepEqual(await world.system.ledger.head(), before, `${says}: refused, and yet written down`)
      },
    }),
  }
}

export interface Person {
  drafts(it: Warning): { for(...areas: string[]): Deed }
  edits(it: Warning): { for(...areas: string[]): Deed }
  submits(it: Warning): Deed
  /** Looks at it: what is approved later is what was read now. */
  reads(it: Warning): Deed
  /** Approves what it says at this moment, or the change that waits. */
  approves(it: Warning): Deed
  approvesWhatWasRead(it: Warning): Deed
  returns(it: Warning, reason: string): Deed
  /** Issues what is drafted; `for` drafts it first; `inAnEmergency` does it alone. */
  issues(it: Warning): Deed & { for(...areas: string[]): Deed; inAnEmergency(reason: string): Deed }
  raises(it: Warning, to: 'yellow' | 'red'): Deed & Alone
  lowers(it: Warning, to: 'yellow' | 'red'): Deed
  extends(it: Warning): { to(...areas: string[]): Deed & Alone }
  reduces(it: Warning): { by(...areas: string[]): Deed }
  corrects(it: Warning, texts: Overrides): Deed
  renews(it: Warning, minutes?: number): Deed
  /** Gives the all-clear, everywhere or in some areas. */
  ends(it: Warning): Deed & { in(...areas: string[]): Deed }
  retracts(it: Warning, reason: string): Deed
  closesTheReview(it: Warning, verdict: Verdict, text: string): Deed
}

interface Alone {
  /** The same, not waiting for a second person. */
  inAnEmergency(reason: string): Deed
}

export function person(name: string): Person {
  const by = name as ActorId
  const order = (world: StoryWorld, what: Order) => world.system.desk.order(what, by)
  type Step = AlertOrder extends infer One ? (One extends AlertOrder ? Omit<One, 'alert'> : never) : never
  const step = (says: string, it: Warning, what: (world: StoryWorld) => Step): Deed =>
    deed(`${name} ${says} ${it.name}`, (world) =>
      order(world, { ...what(world), alert: world.alert(it.name).id } as AlertOrder),
    )
  const draft = async (world: StoryWorld, it: Warning, areas: readonly string[]) => {
    const { threat, level, minutes } = it
    const done = await order(world, {
      ...{ type: 'draft', threat, level, renewForMinutes: minutes, areas: world.areas(areas) },
      ...{ mode: world.system.config.mode, ladder: world.system.authority.ladder },
    })
    if (done.ok) world.alerts.set(it.name, done.value.alert.id)
    return done
  }
  const hashOf = (world: StoryWorld, it: Warning) => {
    const alert = world.alert(it.name)
    return alert.status === 'issued' && alert.pending !== undefined
      ? alert.pending.contentHash
      : alert.contentHash
  }
  return {
    drafts: (it) => ({
      for: (...areas) => deed(`${name} drafts ${it.name}`, (world) => draft(world, it, areas)),
    }),
    edits: (it) => ({
      for: (...areas) => step('edits', it, (world) => ({ type: 'edit', areas: world.areas(areas) })),
    }),
    submits: (it) => step('submits', it, () => ({ type: 'submit' })),
    reads: (it) =>
      deed(`${name} reads ${it.name}`, async (world) => {
        world.read.set(`${name} ${it.name}`, world.alert(it.name))
        return { ok: true, value: undefined }
      }),
    approves: (it) => step('approves', it, (world) => ({ type: 'approve', contentHash: hashOf(world, it) })),
    approvesWhatWasRead: (it) =>
      step('approves what was read of', it, (world) => {
        const read = world.read.get(`${name} ${it.name}`)
        assert.ok(read !== undefined, `${name} has not read ${it.name}`)
        return { type: 'approve', contentHash: read.contentHash }
      }),
    returns: (it, reason) => step('returns', it, () => ({ type: 'return', reason })),
    issues: (it) => ({
      ...step('issues', it, () => ({ type: 'issue' })),
      for: (...areas) =>
        deed(`${name} issues ${it.name} for ${areas.join(', ')}`, async (world) => {
          const drafted = await draft(world, it, areas)
          return drafted.ok ? order(world, { type: 'issue', alert: drafted.value.alert.id }) : drafted
        }),
      inAnEmergency: (emergency) => step('issues alone', it, () => ({ type: 'issue', emergency })),
    }),
    raises: (it, to) => ({
      ...step('raises', it, () => ({ type: 'raise', level: to as LevelId })),
      inAnEmergency: (emergency) =>
        step('raises alone', it, () => ({ type: 'raise', level: to as LevelId, emergency })),
    }),
    lowers: (it, to) => step('lowers', it, () => ({ type: 'lower', level: to as LevelId })),
    extends: (it) => ({
      to: (...areas) => ({
        ...step('extends', it, (world) => ({ type: 'extend', areas: world.areas(areas) })),
        inAnEmergency: (emergency) =>
          step('extends alone', it, (world) => ({ type: 'extend', areas: world.areas(areas), emergency })),
      }),
    }),
    reduces: (it) => ({
      by: (...areas) => step('reduces', it, (world) => ({ type: 'reduce', areas: world.areas(areas) })),
    }),
    corrects: (it, texts) => step('corrects', it, () => ({ type: 'correct', texts })),
    renews: (it, minutes) =>
      step('renews', it, () => ({
        type: 'renew',
        ...(minutes === undefined ? {} : { renewForMinutes: minutes }),
      })),
    ends: (it) => ({
      ...step('ends', it, () => ({ type: 'all-clear' })),
      in: (...areas) =>
        step('ends in part', it, (world) => ({ type: 'all-clear', areas: world.areas(areas) })),
    }),
    retracts: (it, reason) => step('retracts', it, () => ({ type: 'retract', reason })),
    closesTheReview: (it, verdict, text) =>
      deed(`${name} closes the review of ${it.name}`, ({ system, alerts }) =>
        openReviewDesk(system).close(alerts.get(it.name) as AlertId, { by, verdict, text }),
      ),
  }
}

/** What happens to devices while nobody does anything. */
export const nature = {
  /** Who carries calls of second persons. */
  makesTheCarrier: (way: 'works' | 'down'): Deed =>
    deed(`who carries calls ${way}`, async (world) => {
      world.setCarrier(way)
      return { ok: true, value: undefined }
    }),
  /** One device, or all of that kind, behaves so from now on. */
  makes: (kind: Kind, way: Way, device?: string): Deed =>
    deed(`${device ?? `every ${kind}`} ${way}`, async (world) => {
      world.setWay(kind, way, device)
      return { ok: true, value: undefined }
    }),
}

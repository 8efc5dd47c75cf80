/**
 * How a drill went: for each step that expected something, how long it took and what was wrong with it; then what nobody
 * expected. Counts and times only, so that two runs of one script can be laid side by side. Nothing is rounded up: what was
 * not done is missed, what was done before there was a reason is early.
 */
import type { AreaCode } from '#areas'
import { between, second, type AlertId, type Instant } from '#base'
import type { NoticeReason } from '#alerts'
import type { LevelId, ThreatId } from '#threats'
import type { DrillId } from './facts.ts'
import type { Publication } from './publication.ts'
import type { DrillRun } from './run.ts'
import type { DrillStep, Expected, ExpectedDeed } from './script.ts'

export type Mistake =
  | { readonly kind: 'areas-missing' | 'areas-too-many'; readonly areas: readonly AreaCode[] }
  | { readonly kind: 'wrong-threat'; readonly said: ThreatId }
  | { readonly kind: 'wrong-level'; readonly said: LevelId }
  /** Another alert was issued where the one in force should have grown. */
  | { readonly kind: 'another-alert' }
  /** It came before an earlier step was done. */
  | { readonly kind: 'out-of-order' }

/** Something told to the public that no step expected. */
export interface Unexpected {
  readonly kind: 'issued-twice' | 'issued-for-nothing' | 'retracted' | 'corrected' | 'lapsed' | 'not-expected'
  readonly seq: number
  readonly at: Instant
  readonly alert: AlertId
  readonly reason: NoticeReason
  readonly why?: string
}

/** `waiting`: there is time left. `not-yet`: it was not brought before anybody. `refrained`: rightly, nobody warned. */
export type StepVerdict =
  | 'in-time'
  | 'late'
  | 'early'
  | 'missed'
  | 'waiting'
  | 'not-yet'
  | 'refrained'
  | 'warned'

export interface StepScore {
  readonly step: string
  readonly expected: Expected
  readonly givenAt: Instant | null
  readonly verdict: StepVerdict
  readonly done: {
    readonly seq: number
    readonly at: Instant
    readonly alert: AlertId
    readonly reason: NoticeReason
    /** From what was brought to what was told; negative when it was told before. */
    readonly seconds: number
  } | null
  readonly mistakes: readonly Mistake[]
}

export interface DrillScore {
  readonly drill: DrillId
  readonly steps: readonly StepScore[]
  readonly unexpected: readonly Unexpected[]
  readonly counts: {
    readonly expected: number
    readonly inTime: number
    readonly late: number
    readonly early: number
    readonly missed: number
    /** Those of steps and what nobody expected, together. */
    readonly mistakes: number
  }
  /** From the first thing brought that asked for a warning to the warning; null where none was issued. */
  readonly toIssueSeconds: number | null
  /** Of all steps that were done after they were asked for. */
  readonly medianSeconds: number | null
}

export interface ScoreGround {
  readonly contains: (outer: AreaCode, inner: AreaCode) => boolean
  /** The parts of an area that is wholly made up of them; none for every other. */
  readonly parts: (area: AreaCode) => readonly AreaCode[]
}

/** By what a deed shows itself, the best fit first. */
const showsAs: { readonly [deed in Exclude<ExpectedDeed, 'nothing'>]: readonly NoticeReason[] } = {
  issue: ['issued'],
  raise: ['raised'],
  lower: ['lowered'],
  extend: ['extended', 'issued'],
  reduce: ['reduced', 'areas-cleared'],
  renew: ['renewed'],
  'all-clear': ['cleared', 'areas-cleared'],
  retract: ['retracted'],
}

export function scoreOf(
  run: DrillRun,
  publications: readonly Publication[],
  { ground, now }: { readonly ground: ScoreGround; readonly now: Instant },
): DrillScore {
  const until = run.state === 'over' ? run.endedAt : now
  const left = new Set(publications)
  let reached = 0
  const done = new Map<string, Publication>()
  const asked = run.script.steps.flatMap((step) =>
    step.expect === undefined ? [] : [{ step, expect: step.expect }],
  )
  const givenAt = (step: DrillStep) =>
    run.state === 'announced' ? undefined : run.given.find((one) => one.step === step.id)?.at
  // Where a part ends first, the end of the part is not the end of all.
  const ends = asked.some((other) => isPartial(other.expect)) ? 'in-parts' : 'at-once'
  for (const { step, expect } of asked) {
    const given = givenAt(step)
    if (given === undefined || expect.do === 'nothing') continue
    const found = bestFor(expect, given, left, ends)
    if (found === undefined) continue
    left.delete(found)
    done.set(step.id, found)
  }
  const unexpected = [...left].flatMap((one) => unexpectedOf(one, publications))
  const steps = asked.map(({ step, expect }): StepScore => {
    const given = givenAt(step)
    const head = { step: step.id, expected: expect, givenAt: given ?? null }
    if (given === undefined) return { ...head, verdict: 'not-yet', done: null, mistakes: [] }
    if (expect.do === 'nothing') return { ...head, ...refrained(expect, given, until, unexpected) }
    const found = done.get(step.id)
    const time = between(given, until) / second <= expect.withinSeconds && run.state === 'running'
    if (found === undefined)
      return { ...head, verdict: time ? 'waiting' : 'missed', done: null, mistakes: [] }
    const { seq, at, alert, reason } = found
    const seconds = between(given, at) / second
    const mistakes = mistakesOf(expect, found, publications, ground)
    if (seq < reached) mistakes.push({ kind: 'out-of-order' })
    reached = Math.max(reached, seq)
    return {
      ...head,
      verdict: seconds < 0 ? 'early' : seconds <= expect.withinSeconds ? 'in-time' : 'late',
      done: { seq, at, alert, reason, seconds },
      mistakes,
    }
  })
  const of = (verdict: StepVerdict) => steps.filter((step) => step.verdict === verdict).length
  const times = steps.flatMap(({ done: it }) => (it === null || it.seconds < 0 ? [] : [it.seconds]))
  const first = steps.find(({ expected }) => expected.do === 'issue')
  return {
    drill: run.id,
    ...{ steps, unexpected },
    counts: {
      expected: steps.length,
      inTime: of('in-time') + of('refrained'),
      ...{ late: of('late'), early: of('early'), missed: of('missed') },
      mistakes: unexpected.length + steps.reduce((sum, step) => sum + step.mistakes.length, 0),
    },
    toIssueSeconds: first?.done?.seconds ?? null,
    medianSeconds: median(times),
  }
}

const isPartial = ({ do: deed, areas }: Expected) => deed === 'all-clear' && areas !== undefined

/** The first that fits after it was asked for; else the last that fits before: done early. */
function bestFor(
  expect: Expected,
  given: Instant,
  left: ReadonlySet<Publication>,
  ends: 'in-parts' | 'at-once',
): Publication | undefined {
  const reasons = showsAs[expect.do as Exclude<ExpectedDeed, 'nothing'>].filter(
    (reason) =>
      expect.do !== 'all-clear' || ends === 'at-once' || (reason === 'areas-cleared') === isPartial(expect),
  )
  const fitting = (reason: NoticeReason) => [...left].filter((one) => one.reason === reason)
  for (const reason of reasons) {
    const after = fitting(reason).find(({ at }) => at >= given)
    if (after !== undefined) return after
  }
  // What may be a deed in another way is not taken for one that was done too early.
  const before = fitting(reasons[0] as NoticeReason).filter(({ at }) => at < given)
  return before.at(-1)
}

function mistakesOf(
  expect: Expected,
  found: Publication,
  publications: readonly Publication[],
  ground: ScoreGround,
): Mistake[] {
  const mistakes: Mistake[] = []
  const { threat, level, areas } = expect
  if (expect.do === 'extend' && found.reason === 'issued') mistakes.push({ kind: 'another-alert' })
  if (threat !== undefined && found.threat !== threat)
    mistakes.push({ kind: 'wrong-threat', said: found.threat })
  const isLevel = level === undefined || (found.level === level && found.ladder === expect.ladder)
  if (!isLevel) mistakes.push({ kind: 'wrong-level', said: found.level })
  if (areas === undefined) return mistakes
  const ends = expect.do === 'all-clear' || expect.do === 'reduce' || expect.do === 'retract'
  const said = ends ? found.over : standingWith(found, publications)
  const isCovered = (area: AreaCode): boolean => {
    const parts = ground.parts(area)
    return (
      said.some((one) => ground.contains(one, area)) ||
      (parts.length > 0 && parts.every((one) => isCovered(one)))
    )
  }
  const missing = areas.filter((area) => !isCovered(area))
  const tooMany = said.filter((one) => !areas.some((area) => ground.contains(area, one)))
  if (missing.length > 0) mistakes.push({ kind: 'areas-missing', areas: missing })
  if (tooMany.length > 0) mistakes.push({ kind: 'areas-too-many', areas: tooMany })
  return mistakes
}

/** Where this is warned of at this level after a publication, by all alerts together: two alerts may share what one could say. */
function standingWith(found: Publication, publications: readonly Publication[]): AreaCode[] {
  const latest = new Map<AlertId, Publication>()
  for (const one of publications) if (one.seq <= found.seq) latest.set(one.alert, one)
  const alike = [...latest.values()].filter(
    ({ threat, level }) => threat === found.threat && level === found.level,
  )
  return [...new Set(alike.flatMap(({ standing }) => standing))]
}

function unexpectedOf(one: Publication, publications: readonly Publication[]): Unexpected[] {
  const { seq, at, alert, reason, why } = one
  const head = { seq, at, alert, reason, ...(why === undefined ? {} : { why }) }
  switch (reason) {
    case 'issued':
      return [{ ...head, kind: isAgain(one, publications) ? 'issued-twice' : 'issued-for-nothing' }]
    case 'retracted':
    case 'corrected':
    case 'lapsed':
      return [{ ...head, kind: reason }]
    // Renewing more often than asked for harms nobody, and the end of what was issued twice was counted with it.
    case 'renewed':
      return []
    default:
      return [{ ...head, kind: 'not-expected' }]
  }
}

/** Whether the same threat was warned of in one of the same areas already. */
function isAgain(one: Publication, publications: readonly Publication[]): boolean {
  const latest = new Map<AlertId, Publication>()
  for (const other of publications) if (other.seq < one.seq) latest.set(other.alert, other)
  return [...latest.values()].some(
    ({ threat, standing }) => threat === one.threat && standing.some((area) => one.standing.includes(area)),
  )
}

/** Nobody shall warn for what was no reason to, as long as the step says. */
function refrained(
  { withinSeconds }: Expected,
  given: Instant,
  until: Instant,
  unexpected: readonly Unexpected[],
): Pick<StepScore, 'verdict' | 'done' | 'mistakes'> {
  const warned = unexpected.some(
    ({ kind, at }) =>
      (kind === 'issued-for-nothing' || kind === 'not-expected') &&
      at >= given &&
      between(given, at) / second <= withinSeconds,
  )
  const isOver = between(given, until) / second > withinSeconds
  return { verdict: warned ? 'warned' : isOver ? 'refrained' : 'waiting', done: null, mistakes: [] }
}

function median(seconds: readonly number[]): number | null {
  const sorted = seconds.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** What a run of tests adds up to: counts, failures, and every test that did not run with its reason. Decides, prints nothing. */
import { saysAbsent } from './absent.ts'

/** One event of node:test's stream as test/support/recorder.ts writes it down. */
export interface TestEvent {
  readonly type: string
  readonly data: {
    readonly name?: string
    readonly file?: string | undefined
    readonly line?: number | undefined
    readonly message?: string
    readonly skip?: string | boolean
    readonly todo?: string | boolean
    readonly success?: boolean
    /** `test` or `suite`. */
    readonly kind?: string
    readonly milliseconds?: number
    /** How it failed, in node:test's words, and the error as text. */
    readonly failure?: string
    readonly error?: string
    /** Of `left-open`: what is still open at the end, and what was left by which file. */
    readonly kinds?: readonly string[]
    readonly leftBy?: Readonly<Record<string, readonly string[]>>
  }
}

export interface Counts {
  tests: number
  suites: number
  passed: number
  failed: number
  cancelled: number
  skipped: number
  todo: number
}

export interface Failure {
  readonly name: string
  readonly file: string
  readonly line: number | undefined
  readonly error: string
}

export interface Tally {
  readonly counts: Counts
  readonly failures: Failure[]
  /** Errors that came after their test had ended: node:test only mentions them, here they fail the run. */
  readonly late: string[]
  /** How many tests did not run, by reason; the empty reason means that none was given. */
  readonly skips: Map<string, number>
  /** Each test of a second or more: a suite that grows slow grows unused. */
  readonly slow: { readonly name: string; readonly file: string; readonly milliseconds: number }[]
  /** What was still open at the end, and by which files, as far as that can be told. */
  readonly leftOpen: string[]
  readonly leftBy: Map<string, readonly string[]>
  /** Whether a run said that it failed, whatever was counted. */
  failed: boolean
}

export function emptyTally(): Tally {
  const counts = { tests: 0, suites: 0, passed: 0, failed: 0, cancelled: 0, skipped: 0, todo: 0 }
  return {
    counts,
    failures: [],
    late: [],
    skips: new Map(),
    slow: [],
    leftOpen: [],
    leftBy: new Map(),
    failed: false,
  }
}

/** Counts one event, as node:test itself would. */
export function count(tally: Tally, { type, data }: TestEvent): void {
  if (type === 'test:pass' || type === 'test:fail') {
    tally.counts[outcomeOf(type, data)]++
    if (data.kind !== 'suite') {
      tally.counts.tests++
      const { name = '', file = '', milliseconds = 0 } = data
      if (milliseconds >= 1_000) tally.slow.push({ name, file, milliseconds })
    }
  }
  if (type === 'test:pass' && says(data.skip)) {
    const reason = typeof data.skip === 'string' ? data.skip.trim() : ''
    tally.skips.set(reason, (tally.skips.get(reason) ?? 0) + 1)
  } else if (type === 'test:fail') {
    // A suite that fails because a test in it failed adds nothing to that test's own line.
    if (data.failure === 'subtestsFailed' || says(data.todo)) return
    tally.failures.push({
      name: data.name ?? '',
      file: data.file ?? '',
      line: data.line,
      error: data.error ?? '',
    })
  } else if (
    type === 'test:diagnostic' &&
    /asynchronous activity after the test ended/.test(data.message ?? '')
  ) {
    tally.late.push(data.message ?? '')
  } else if (type === 'test:summary') {
    if (data.success === false) tally.failed = true
  } else if (type === 'left-open') {
    tally.leftOpen.push(...(data.kinds ?? []))
    for (const [file, kinds] of Object.entries(data.leftBy ?? {})) tally.leftBy.set(file, kinds)
  }
}

function outcomeOf(type: string, data: TestEvent['data']): keyof Counts {
  if (data.kind === 'suite') return 'suites'
  if (says(data.skip)) return 'skipped'
  if (says(data.todo)) return 'todo'
  if (type === 'test:pass') return 'passed'
  const stopped = ['testTimeoutFailure', 'cancelledByParent', 'testAborted']
  return stopped.includes(data.failure ?? '') ? 'cancelled' : 'failed'
}

/** `skip` and `todo` are a reason, or true without one; an empty text means true as well. */
function says(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false
}

/** Why the run is not accepted; empty when it is. In CI a test may only be left out for a reason of its own, not of the machine. */
export function objections(tally: Tally, where: 'here' | 'ci'): string[] {
  const found: string[] = []
  if (tally.failures.length > 0) found.push(`${tests(tally.failures.length)} failed`)
  else if (tally.failed) found.push('the run says that it failed')
  if (tally.late.length > 0) found.push(`${tests(tally.late.length)} went on after their end and failed then`)
  if (tally.counts.tests === 0) found.push('no test ran')
  if (where === 'ci') {
    for (const [reason, times] of tally.skips) {
      if (reason === '') found.push(`in CI every skipped test gives its reason, ${tests(times)} gave none`)
      else if (saysAbsent(reason)) found.push(`in CI nothing is absent: ${reason} (${tests(times)})`)
    }
  }
  return found
}

/** One line for each reason, the one that kept most tests from running first. */
export function notRun(tally: Tally): string[] {
  return [...tally.skips]
    .toSorted(([, a], [, b]) => b - a)
    .map(
      ([reason, times]) =>
        `not run ${reason === '' ? 'and no reason given' : `because ${reason}`}: ${tests(times)}`,
    )
}

/** The closing lines of node:test's own reporter, which readers of CI logs know. */
export function closingLines(tally: Tally, milliseconds: number): string[] {
  const { tests: all, suites, passed, failed, cancelled, skipped, todo } = tally.counts
  return [
    `ℹ tests ${all}`,
    `ℹ suites ${suites}`,
    `ℹ pass ${passed}`,
    `ℹ fail ${failed}`,
    `ℹ cancelled ${cancelled}`,
    `ℹ skipped ${skipped}`,
    `ℹ todo ${todo}`,
    `ℹ duration_ms ${milliseconds.toFixed(6)}`,
  ]
}

function tests(times: number): string {
  return times === 1 ? '1 test' : `${times} tests`
}

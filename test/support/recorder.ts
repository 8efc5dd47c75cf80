/** A reporter for node:test: a mark for each test on standard output, and every event as a line of JSON in a file for test/run.ts. */
import { appendFileSync } from 'node:fs'
import { inspect } from 'node:util'
import type { TestEvent } from './tally.ts'

const file = process.env['TEST_RUN_EVENTS'] ?? ''
const counted = ['test:pass', 'test:fail', 'test:diagnostic', 'test:summary', 'test:dequeue']

// A test that forks a process hands it this process's flags: with `--test` among them the child would run the tests instead.
// The runner has read them by now; where it starts a process for each file it passes them on, and needs them.
if (process.env['TEST_RUN_KIND'] === 'shared')
  process.execArgv.splice(0, Infinity, ...process.execArgv.filter((flag) => !flag.startsWith('--test')))

/** What node:test hands over, as far as it is used; an error is not JSON yet. */
interface RawEvent {
  readonly type: string
  readonly data: TestEvent['data'] & {
    readonly details?: {
      readonly type?: string
      readonly duration_ms?: number
      readonly error?: Error & { readonly failureType?: string }
    }
  }
}

/** node:test takes a reporter from the default export, the one place where this project has one. */
export default async function* recorder(events: AsyncIterable<RawEvent>): AsyncGenerator<string> {
  const leftBy: Record<string, string[]> = {}
  let inFile = ''
  let before = openResources()
  const turnTo = async (next: string) => {
    await closingEnds()
    const now = openResources()
    const fresh = beyond(before, now)
    if (inFile !== '' && fresh.length > 0) leftBy[inFile] = fresh
    before = now
    inFile = next
  }
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message ?? ''
    if (counted.includes(type)) record({ type, data: plain(data) })
    if (data.file !== undefined && data.file !== inFile) await turnTo(data.file)
    if (data.details?.type === 'suite') continue
    if (type === 'test:pass') yield data.skip === undefined ? '.' : '-'
    if (type === 'test:fail') yield 'X'
  }
  await turnTo('')
  record({ type: 'left-open', data: { kinds: openResources(), leftBy } })
}

// Written at once, because the process may be ended right after the last test.
function record(event: TestEvent): void {
  appendFileSync(file, `${JSON.stringify(event)}\n`)
}

function plain({ details, ...data }: RawEvent['data']): TestEvent['data'] {
  const error = details?.error
  return {
    ...data,
    ...(details?.type === undefined ? {} : { kind: details.type }),
    ...(details?.duration_ms === undefined ? {} : { milliseconds: details.duration_ms }),
    ...(error === undefined
      ? {}
      : { failure: error.failureType ?? '', error: inspect(error.cause ?? error, { depth: 6 }) }),
  }
}

/** A server says that it is closed some turns of the loop before its socket is gone; what is about to be gone is not left open. */
async function closingEnds(): Promise<void> {
  for (let turns = 0; turns < 3; turns++) await new Promise((resolve) => setImmediate(resolve))
}

/**
 * The kinds of things that keep this process alive, beside those it was born with. A child that ended is listed for a
 * while, and the closing of a file as long as what waited for it runs.
 */
function openResources(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((kind) => !/TTY|Pipe|FSReq|CloseReq|Immediate|Signal|ProcessWrap/.test(kind))
}

/** What is in `now` and was not in `before`; roughly what a file opened and did not close. */
function beyond(before: readonly string[], now: readonly string[]): string[] {
  const unmatched = [...before]
  return now.filter((kind) => {
    const at = unmatched.indexOf(kind)
    if (at >= 0) unmatched.splice(at, 1)
    return at < 0
  })
}

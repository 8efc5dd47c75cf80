/**
 * Runs the tests: `npm test`, or `npm test -- ledger` for the files whose path holds the word. They share one process a
 * core, which is many times faster than one each. A file with a line `// runs apart: why` gets its own, beside others;
 * one with `// runs alone: why` has the machine to itself. Ends by naming every test that did not run.
 * `--crash` runs those of test/crash instead, one process each; `--times 10000` and
 * `--seed TEXT` reach them as CRASH_TIMES and CRASH_SEED.
 */
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { closingLines, count, emptyTally, notRun, objections, type TestEvent } from './support/tally.ts'

const root = process.env['TEST_RUN_ROOT'] ?? join(import.meta.dirname, '..')
const where = ['', '0', 'false'].includes(process.env['CI'] ?? '') ? 'here' : 'ci'
const second = 1_000
const longestTest = {
  shared: 60 * second,
  apart: 300 * second,
  alone: 300 * second,
  crash: 24 * 3_600 * second,
}

const { values: flags, positionals: wanted } = parseArgs({
  options: {
    crash: { type: 'boolean', default: false },
    times: { type: 'string' },
    seed: { type: 'string' },
  },
  allowPositionals: true,
})
if (flags.times !== undefined) process.env['CRASH_TIMES'] = flags.times
if (flags.seed !== undefined) process.env['CRASH_SEED'] = flags.seed
const files = globSync(['{src,test,bench,tools}/**/*.{test,scenario}.ts'], { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  // Crash and soak tests take minutes and have their own commands.
  .filter((file) => (flags.crash ? file.startsWith('test/crash/') : !/^test\/(crash|soak)\//.test(file)))
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .toSorted()
const asksToRun = (how: 'apart' | 'alone', file: string) =>
  new RegExp(`^// runs ${how}: \\S`, 'm').test(readFileSync(join(root, file), 'utf8'))
const alone = files.filter((file) => asksToRun('alone', file))
const apart = files.filter((file) => asksToRun('apart', file))
const shared = files.filter((file) => !alone.includes(file) && !apart.includes(file))
const cores = availableParallelism()

const begun = performance.now()
let runs = 0
const folder = mkdtempSync(join(tmpdir(), 'tocsin-run-'))
const tally = emptyTally()
if (flags.crash) await runIn('crash', files, ['--test-concurrency=1'])
else {
  await Promise.all(dealt(shared).map((hand) => runIn('shared', hand, ['--test-isolation=none'])))
  await runIn('apart', apart, [`--test-concurrency=${cores}`])
  await runIn('alone', alone, ['--test-concurrency=1'])
}
rmSync(folder, { recursive: true })
report()

/** A hand for each core; neighbours in the tree go to different hands, so that a folder of slow files is spread. */
function dealt(names: readonly string[]): string[][] {
  const hands = Math.min(cores, 4, Math.ceil(names.length / 20))
  return Array.from({ length: hands }, (_, hand) => names.filter((_file, at) => at % hands === hand))
}

async function runIn(kind: keyof typeof longestTest, names: string[], more: string[]): Promise<void> {
  if (names.length === 0) return
  const events = join(folder, `${kind}-${++runs}.jsonl`)
  writeFileSync(events, '')
  // Inside a test of this runner the variable would make the child report to the outer one.
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env
  const child = spawn(
    process.execPath,
    [
      '--test',
      // What a test left open does not hold its process when the last test has ended.
      '--test-force-exit',
      `--test-timeout=${longestTest[kind]}`,
      `--test-reporter=${join(import.meta.dirname, 'support', 'recorder.ts')}`,
      '--test-reporter-destination=stdout',
      ...more,
      ...names,
    ],
    {
      cwd: root,
      env: { ...environment, TEST_RUN_EVENTS: events, TEST_RUN_KIND: kind },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  const stopWatching = endWhenStill(events, 2 * longestTest[kind], () => child.kill('SIGKILL'))
  const ended = await new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? String(code))),
  )
  stopWatching()
  const read = readFileSync(events, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
  const seen = read.map((line) => JSON.parse(line) as TestEvent)
  for (const event of seen) if (kind === 'shared' || event.type !== 'left-open') count(tally, event)
  if (ended !== '0') tally.failed = true
  if (seen.some(({ type }) => type === 'left-open')) return
  const last = seen.findLast(({ type }) => type === 'test:dequeue')?.data
  tally.failures.push({
    name: `the run ended before its end (${ended}), in: ${last?.name ?? 'the first file'}`,
    file: join(root, relative(root, last?.file ?? '')),
    line: last?.line,
    error: 'A loop without end, or a test that ends the process.',
  })
}

/** A loop without end can't be timed out by the process it runs in: acts when the file has not grown for that long. */
function endWhenStill(file: string, patience: number, act: () => void): () => void {
  let size = -1
  let since = performance.now()
  const timer = setInterval(() => {
    const now = statSync(file).size
    if (now !== size) [size, since] = [now, performance.now()]
    else if (performance.now() - since > patience) act()
  }, second)
  return () => clearInterval(timer)
}

function report(): void {
  const say = (line: string) => console.log(line)
  say('')
  for (const { name, file, line, error } of tally.failures) {
    say(`\n✖ ${name}\n  ${relative(root, file)}${line === undefined ? '' : `:${line}`}`)
    say(error.replace(/^/gm, '  '))
  }
  for (const error of tally.late) say(`\n✖ ${error}`)
  if (tally.leftOpen.length > 0) {
    say(`\nleft open at the end: ${tally.leftOpen.join(', ')}`)
    for (const [file, kinds] of tally.leftBy) say(`  perhaps by ${relative(root, file)}: ${kinds.join(', ')}`)
  }
  const slowest = tally.slow.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 10)
  if (slowest.length > 0) say(`\n${tally.slow.length} tests took a second or more, longest first:`)
  for (const { name, file, milliseconds } of slowest)
    say(`  ${(milliseconds / second).toFixed(1)} s  ${relative(root, file)}: ${name}`)
  say('')
  for (const line of notRun(tally)) say(line)
  const why = objections(tally, where)
  for (const objection of why) say(`✖ ${objection}`)
  for (const line of closingLines(tally, performance.now() - begun)) say(line)
  process.exitCode = why.length === 0 ? 0 : 1
}

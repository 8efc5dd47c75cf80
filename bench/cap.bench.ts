/**
 * Messages and megabytes a second: CAP read, and CAP checked in full, beside xmllint, libxml2 in WebAssembly, and what
 * npm has for CAP; on real messages and on one of 1.7 MB. All are warmed up and then take turns in one run.
 *
 * `npm run bench:cap [-- --rounds 9] [--no-peers]`: a minute and a half. Peers from npm are installed into a temporary folder.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { checkCap, readCap } from '#cap/reader'
import { program } from '../test/support/absent.ts'
import { capSchemas } from '../tools/compile-cap-schema.ts'
import type { CapVersion } from '../src/cap/reading.ts'
import { coastMessage, typicalMessages, type Sample } from './cap-corpus.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    peers: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const rounds = Number(values.rounds)
const corpus = join(import.meta.dirname, '../../shared/cap')
if (!existsSync(corpus)) {
  console.log('not run: ../shared has no cap')
  process.exit(0)
}
const xsdOf = (version: CapVersion) =>
  join(corpus, 'schema', capSchemas.find((one) => one.version === version)!.file)

/** Milliseconds. Of the processor, user and system: who else uses the machine lengthens only the other one. */
interface Taken {
  readonly wall: number
  readonly processor: number
}

interface Contestant {
  readonly name: string
  readonly does: string
  /** Goes over all samples so many times. */
  run(samples: readonly Sample[], times: number): Promise<Taken>
}

async function taken(work: () => Promise<void> | void): Promise<Taken> {
  const [used, began] = [process.cpuUsage(), performance.now()]
  await work()
  const { user, system } = process.cpuUsage(used)
  return { wall: performance.now() - began, processor: (user + system) / 1e3 }
}

const inProcess = (name: string, does: string, once: (sample: Sample) => void): Contestant => ({
  name,
  does,
  run: (samples, times) =>
    taken(() => {
      for (let time = 0; time < times; time++) for (const sample of samples) once(sample)
    }),
})

const validators = new Map<string, XsdValidator>()
function validatorOf(version: CapVersion): XsdValidator {
  const kept = validators.get(version)
  if (kept !== undefined) return kept
  const schema = XmlDocument.fromBuffer(readFileSync(xsdOf(version)))
  const made = XsdValidator.fromDoc(schema)
  validators.set(version, made)
  return made
}

const xmllint = program('xmllint')
/** Files that cap-ts takes: it knows 1.2 alone, and the time it spends on refusing is counted too. */
const readByCapTs = new Set<string>()
const contestants: Contestant[] = [
  inProcess('Tocsin readCap', 'parse to a message', ({ bytes }) => void readCap(bytes)),
  inProcess('Tocsin checkCap', 'parse, schema, rules', ({ bytes }) => void checkCap(bytes)),
  ...(xmllint === undefined ? [] : [xmllintSchema(xmllint)]),
  inProcess('libxml2-wasm', 'parse to a tree', ({ bytes }) => XmlDocument.fromBuffer(bytes).dispose()),
  inProcess('libxml2-wasm XsdValidator', 'parse, schema', ({ bytes, version }) => {
    const document = XmlDocument.fromBuffer(bytes)
    try {
      validatorOf(version).validate(document)
    } catch {
      // Invalid: most real messages are.
    } finally {
      document.dispose()
    }
  }),
  ...(values.peers ? npmPeers() : []),
]

/** One process over many files; its start and the loading of the schema are shared by all of them. */
function xmllintSchema(path: string): Contestant {
  return {
    name: 'xmllint --schema',
    does: 'parse, schema',
    async run(samples, times) {
      let [wall, processor] = [0, 0]
      for (const version of new Set(samples.map((one) => one.version))) {
        const files = samples.filter((one) => one.version === version).map((one) => one.file)
        const all = Array.from({ length: times }, () => files).flat()
        const began = performance.now()
        // The shell tells what its children used, which Node doesn't.
        const script = '"$@" >/dev/null 2>&1; times'
        const shell = spawnSync(
          'bash',
          ['-c', script, 'bash', path, '--noout', '--schema', xsdOf(version), ...all],
          { encoding: 'utf8' },
        )
        wall += performance.now() - began
        const ofChildren = shell.stdout.trim().split('\n').at(-1) ?? ''
        for (const [, minutes, seconds] of ofChildren.matchAll(/(\d+)m([\d.]+)s/g))
          processor += (Number(minutes) * 60 + Number(seconds)) * 1e3
      }
      return { wall, processor }
    },
  }
}

/** Loaded from a folder beside all projects, never from this one: they are measured, not used. */
function npmPeers(): Contestant[] {
  const folder = join(tmpdir(), 'tocsin-bench-cap-peers')
  // tslib is what cap-ts needs and does not name.
  const packages = ['@dec112/cap-ts@0.3.2', 'tslib@2', 'fast-xml-parser@5.12.1']
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const npm = spawnSync('npm', ['install', ...options, ...packages], { cwd: folder, timeout: 120_000 })
    if (npm.status !== 0) {
      console.log(`without peers from npm: ${packages.join(', ')} could not be installed`)
      rmSync(folder, { recursive: true, force: true })
      return []
    }
  }
  const peer = createRequire(join(folder, 'package.json'))
  const { Alert } = (
    peer('@dec112/cap-ts') as { CAP_1_2: { Alert: { fromXML(text: string): Promise<unknown> } } }
  ).CAP_1_2
  const { XMLParser } = peer('fast-xml-parser') as {
    XMLParser: new (options: object) => { parse(text: string): unknown }
  }
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false })
  const decoder = new TextDecoder()
  return [
    {
      name: '@dec112/cap-ts',
      does: 'parse to a message',
      run: (samples, times) =>
        taken(async () => {
          for (let time = 0; time < times; time++)
            for (const { bytes, file } of samples)
              await Alert.fromXML(decoder.decode(bytes)).then(
                () => void readByCapTs.add(file),
                () => undefined,
              )
        }),
    },
    inProcess(
      'fast-xml-parser',
      'parse to an object',
      ({ bytes }) => void parser.parse(decoder.decode(bytes)),
    ),
  ]
}

const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)]!
const number = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)

/**
 * Milliseconds until what runs in this process has been compiled as well as it will be, as in a service that has run for a
 * while: the full check goes on getting faster for some 20,000 messages.
 */
const warmFor = { messages: 8_000, coast: 1_500 }

const judge = xmllint === undefined ? 'libxml2-wasm XsdValidator' : 'xmllint --schema'

async function measure(
  title: string,
  samples: readonly Sample[],
  warm: number,
  timesOf: (name: string) => number,
) {
  const bytes = samples.reduce((sum, one) => sum + one.bytes.length, 0)
  const results = new Map(contestants.map(({ name }) => [name, [] as Taken[]]))
  for (const one of contestants)
    // What is compiled already gains nothing.
    for (const began = performance.now(); one.name !== judge && performance.now() - began < warm;)
      await one.run(samples, 1)
  for (let round = 0; round < rounds; round++)
    // Whoever came first comes last in the next round.
    for (const one of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const times = timesOf(one.name)
      const { wall, processor } = await one.run(samples, times)
      results.get(one.name)!.push({ wall: wall / times, processor: processor / times })
    }
  console.log(`\n${title}: ${samples.length} × ${number(bytes / samples.length / 1e3)} kB, ${rounds} rounds`)
  const head = [
    ...['', 'does', 'wall ms each: min', 'median', 'max', 'messages/s', 'MB/s'],
    ...['CPU ms each: min', 'median', `speed by CPU, ${judge} = 1`],
  ]
  const rows = contestants.map(({ name, does }) => {
    const all = results.get(name)!
    const sorted = (of: (one: Taken) => number) => all.map(of).toSorted((a, b) => a - b)
    const [wall, processor] = [sorted((one) => one.wall), sorted((one) => one.processor)]
    const each = (milliseconds: number) => number(milliseconds / samples.length)
    const ratios = all
      .map((one, round) => results.get(judge)![round]!.processor / one.processor)
      .toSorted((a, b) => a - b)
    return [
      ...[name, does, each(wall[0]!), each(median(wall)), each(wall.at(-1)!)],
      ...[number((samples.length / median(wall)) * 1e3), number(bytes / median(wall) / 1e3)],
      ...[each(processor[0]!), each(median(processor))],
      `${number(median(ratios))} (${number(ratios[0]!)} to ${number(ratios.at(-1)!)})`,
    ]
  })
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  for (const row of [head, ...rows])
    console.log(
      row
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
}

const typical = typicalMessages(corpus)
await measure('real messages, valid and not', typical, warmFor.messages, (name) =>
  name === '@dec112/cap-ts' ? 2 : 10,
)
if (readByCapTs.size > 0) console.log(`@dec112/cap-ts read ${readByCapTs.size} of ${typical.length}`)
if (xmllint !== undefined) {
  const began = performance.now()
  const some = typical.filter((one) => one.version === '1.2').slice(0, 20)
  for (const { file } of some)
    spawnSync(xmllint, ['--noout', '--schema', xsdOf('1.2'), file], { stdio: 'ignore' })
  console.log(
    `xmllint, a process for each file: ${number((performance.now() - began) / some.length)} ms each`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-coast-'))
try {
  const file = join(folder, 'coast.xml')
  const text = coastMessage(93_000)
  writeFileSync(file, text)
  const bytes = readFileSync(file)
  const check = checkCap(bytes)
  console.log(
    `\nthe coast: ${bytes.length.toLocaleString('en')} bytes, ${check.readings[0]?.message?.info[0]?.area?.[0]?.polygon?.[0]?.length.toLocaleString('en')} corners, errors: ${
      check.problems
        .filter((one) => one.level === 'error')
        .map(({ code }) => code)
        .join(' ') || 'none'
    }`,
  )
  const coast: Sample = { file, bytes, version: '1.2' }
  await measure('one message with a coast of 93,000 vertices', [coast], warmFor.coast, () => 3)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** `tocsin doctor`: looks at everything a server needs on this machine, and says what to do about what is wrong. */
import { constants } from 'node:fs'
import { access, mkdir, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ok, silentLog, type Json } from '#base'
import { verifyLedger } from '#ledger'
import { openSqliteLedger } from '../../ledger/ledger.sqlite.ts'
import { loadPhraseBooks } from '../../alerts/phrase-book.fs.ts'
import { readConfig } from '../../server/config.ts'
import { explain } from '../../server/problems.ts'
import { clientOf, dataFolder, serverAddress } from '../client.http.ts'
import type { Command, Given } from '../command.ts'

interface Finding {
  readonly what: string
  readonly state: 'good' | 'attention' | 'bad'
  readonly says: string
}

export const commands: readonly Command[] = [
  {
    name: 'doctor',
    does: 'Check this machine: runtime, settings, data folder, ledger, ports, clock, the running server',
    needs: 'this-machine',
    async run(given, output) {
      const findings: Finding[] = []
      for (const look of [runtime, settings, folder, ledger, phrases, ports, server]) {
        output.progress(`looking at ${look.name}`)
        findings.push(...(await look(given)))
      }
      output.give(findings as unknown as Json)
      const marks = { good: 'good     ', attention: 'ATTENTION', bad: 'BAD      ' }
      for (const { what, state, says } of findings) output.say(`  ${marks[state]} ${what.padEnd(12)} ${says}`)
      return ok(findings.some((finding) => finding.state === 'bad') ? { exit: 1 } : undefined)
    },
  },
]

async function runtime(): Promise<Finding[]> {
  return [
    {
      what: 'runtime',
      state: 'good',
      says: `Node ${process.versions.node} on ${process.platform} ${process.arch}`,
    },
  ]
}

async function settings(given: Given): Promise<Finding[]> {
  const config = readConfig({ ...process.env, TOCSIN_DATA: dataFolder(given) })
  if (config.ok)
    return [
      {
        what: 'settings',
        state: 'good',
        says: `${config.value.mode} mode, kept in ${config.value.database === '' ? config.value.data : 'PostgreSQL'}`,
      },
    ]
  const { detail, advice } = explain(config.problem)
  return [{ what: 'settings', state: 'bad', says: `${detail} ${advice}` }]
}

async function folder(given: Given): Promise<Finding[]> {
  const path = dataFolder(given)
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    await access(path, constants.W_OK)
    const { bavail, bsize } = await statfs(path)
    const megabytes = Math.floor((bavail * bsize) / 1e6)
    return [
      {
        what: 'data folder',
        state: megabytes < 500 ? 'attention' : 'good',
        says: `${path}, ${megabytes} MB free`,
      },
    ]
  } catch (error) {
    return [
      { what: 'data folder', state: 'bad', says: `${path} can’t be written: ${(error as Error).message}` },
    ]
  }
}

async function ledger(given: Given): Promise<Finding[]> {
  const opened = await openSqliteLedger({
    file: join(dataFolder(given), 'ledger.sqlite'),
    readOnly: true,
    log: silentLog,
  })
  if (!opened.ok)
    return [
      opened.problem.code === 'ledger/cannot-open'
        ? { what: 'ledger', state: 'good', says: 'none yet; the first start makes one' }
        : { what: 'ledger', state: 'bad', says: explain(opened.problem).detail },
    ]
  const verdict = await verifyLedger(opened.value)
  await opened.value.close()
  return [
    verdict.intact
      ? { what: 'ledger', state: 'good', says: `intact, ${verdict.facts} facts` }
      : { what: 'ledger', state: 'bad', says: `altered at fact ${verdict.at}: ${verdict.why}` },
  ]
}

async function phrases(): Promise<Finding[]> {
  const books = await loadPhraseBooks()
  if (!books.ok) return [{ what: 'phrases', state: 'bad', says: explain(books.problem).detail }]
  return [{ what: 'phrases', state: 'good', says: [...books.value.keys()].join(', ') }]
}

async function ports(given: Given): Promise<Finding[]> {
  if ((await clientOf(serverAddress(given), undefined).get('/v1/health')).ok) return []
  const config = readConfig({ ...process.env, TOCSIN_DATA: dataFolder(given) })
  if (!config.ok) return []
  const wanted = [config.value.port, ...(config.value.broker === '' ? [config.value.mqttPort] : [])].filter(
    (port) => port !== 0,
  )
  return Promise.all(
    wanted.map(async (port): Promise<Finding> => {
      const free = await isFree(config.value.host, port)
      return {
        what: `port ${port}`,
        state: free ? 'good' : 'bad',
        says: free
          ? 'free'
          : 'something else listens there; choose another with TOCSIN_PORT or TOCSIN_MQTT_PORT',
      }
    }),
  )
}

async function server(given: Given): Promise<Finding[]> {
  const address = serverAddress(given)
  const before = Date.now()
  const health = await clientOf(address, undefined).get<{
    status: string
    mode: string
    decides: string
    seq: number
  }>('/v1/health')
  if (!health.ok) return [{ what: 'server', state: 'attention', says: `none answers at ${address}` }]
  const { status, mode, decides, seq } = health.value
  const decider = decides === 'me' ? 'decides' : 'another one decides'
  return [
    {
      what: 'server',
      state: status === 'serving' ? 'good' : 'attention',
      says: `${status}, ${mode} mode, ${decider}, ${seq} facts, answered in ${Date.now() - before} ms`,
    },
  ]
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}

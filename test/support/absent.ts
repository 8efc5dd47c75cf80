/** What a test needs from the machine, and the reason it gives when that is not there: one wording, so that a run can count it. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const systemFolders = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/sbin', '/sbin']

/** What may be absent, how its absence reads, and where it is when it is there. */
const needs = {
  postgres: { reason: 'PostgreSQL is not installed', find: () => postgresProgram('initdb') },
  mosquitto: { reason: 'mosquitto is not installed', find: () => program('mosquitto') },
  nats: { reason: 'nats-server is not installed', find: () => program('nats-server') },
  nginx: { reason: 'nginx is not installed', find: () => program('nginx') },
  nchan: {
    reason: 'nginx with the nchan module is not installed',
    find: () => program('nginx') && firstFile(['/usr/lib/nginx/modules/ngx_nchan_module.so']),
  },
  chromium: {
    reason: 'Chromium is not installed',
    find: () => program('chromium') ?? program('chromium-browser') ?? program('google-chrome'),
  },
  openssl: { reason: 'openssl is not installed', find: () => program('openssl') },
  xmllint: { reason: 'xmllint is not installed', find: () => program('xmllint') },
  exiftool: { reason: 'exiftool is not installed', find: () => program('exiftool') },
  pdftotext: { reason: 'pdftotext is not installed', find: () => program('pdftotext') },
  tshark: { reason: 'tshark is not installed', find: () => program('tshark') },
  alertmanager: {
    reason: 'Alertmanager is not installed',
    find: () => program('amtool') && (program('prometheus-alertmanager') ?? program('alertmanager')),
  },
  prometheus: { reason: 'Prometheus is not installed', find: () => program('prometheus') },
  xmlsec1: { reason: 'xmlsec1 is not installed', find: () => program('xmlsec1') },
  shared: {
    reason: '../shared is not beside the project',
    find: () => firstFile([join(root, '..', 'shared')]),
  },
} satisfies Record<string, { reason: string; find: () => string | undefined }>

export type Need = keyof typeof needs

/** Whether a reason means that this machine lacks something, or `../shared` a part of it: in CI none of them is allowed. */
export function saysAbsent(reason: string): boolean {
  return reason.startsWith('../shared ') || Object.values(needs).some((need) => need.reason === reason)
}

/**
 * Why a test that needs this can't run here, or false: `test('…', { skip: absent('postgres') }, …)`.
 * TEST_RUN_WITHOUT=postgres,shared pretends that the named ones are not there.
 */
export function absent(need: Need): string | false {
  const pretended = (process.env['TEST_RUN_WITHOUT'] ?? '').split(',')
  return pretended.includes(need) || needs[need].find() === undefined ? needs[need].reason : false
}

/** The path of a program on PATH or where Debian puts it; undefined when it is nowhere. */
export function program(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return firstFile([...folders, ...systemFolders].map((folder) => join(folder, name)))
}

/** A program of PostgreSQL, which Debian keeps off PATH; the newest version that is installed. */
export function postgresProgram(name: 'initdb' | 'postgres'): string | undefined {
  const versions = '/usr/lib/postgresql'
  const newestFirst = existsSync(versions)
    ? readdirSync(versions).toSorted((a, b) => Number(b) - Number(a))
    : []
  return firstFile(newestFirst.map((version) => join(versions, version, 'bin', name))) ?? program(name)
}

function firstFile(paths: readonly string[]): string | undefined {
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      // A module that nginx loads is readable, not executable.
      return path.endsWith('.so') && existsSync(path)
    }
  })
}

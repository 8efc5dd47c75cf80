/** A throw-away mosquitto for tests: anonymous or by certificate, on a free port of 127.0.0.1, gone when the test process ends. */
import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { absent, program } from './absent.ts'
import { answers, freePort, removeAtExit, start } from './started.node.ts'

export interface Mosquitto {
  readonly url: string
  /** Ends it as an operator would; what it persists is written. */
  stop(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same port with the same folder; kills it first when it still runs. */
  restart(): Promise<void>
}

export interface MosquittoOptions {
  /** Retained messages and sessions are still there after `stop` and `restart`. */
  readonly persistence?: boolean
  /** Nobody gets in without one of these: passwords by user names. */
  readonly passwords?: { readonly [user: string]: string }
  /** Speaks TLS to those who show a certificate of `ca`, whose common name is then their user name in the rights. */
  readonly certificates?: {
    readonly ca: string
    readonly key: string
    readonly certificate: string
    readonly rights: string
  }
}

export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const mosquitto = program('mosquitto')
  const why = absent('mosquitto')
  if (why !== false || mosquitto === undefined) throw new Error(why || 'no mosquitto')
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-mosquitto-'))
  removeAtExit(folder)
  const port = await freePort()
  const config = join(folder, 'mosquitto.conf')
  const { certificates, passwords } = options
  if (certificates !== undefined) writeFileSync(join(folder, 'rights'), certificates.rights, { mode: 0o600 })
  writeFileSync(
    config,
    [
      `listener ${port} 127.0.0.1`,
      ...(certificates === undefined
        ? passwords === undefined
          ? ['allow_anonymous true']
          : ['allow_anonymous false', `password_file ${passwordFile(folder, passwords)}`]
        : [
            ...['allow_anonymous false', 'require_certificate true', 'use_identity_as_username true'],
            ...[
              `cafile ${certificates.ca}`,
              `keyfile ${certificates.key}`,
              `certfile ${certificates.certificate}`,
            ],
            `acl_file ${join(folder, 'rights')}`,
          ]),
      'max_inflight_messages 0',
      'max_queued_messages 0',
      'set_tcp_nodelay true',
      'log_dest stderr',
      'log_type warning',
      'log_type error',
      // Started as root, mosquitto becomes the user `mosquitto`, who may not write into a folder of ours.
      ...(process.getuid?.() === 0 ? ['user root'] : []),
      ...(options.persistence === true
        ? ['persistence true', `persistence_location ${folder}/`]
        : ['persistence false']),
      '',
    ].join('\n'),
  )
  const begin = async () => {
    const started = start(mosquitto, ['-c', config], { cwd: folder })
    await answers(port, started)
    return started
  }
  let broker = await begin()
  return {
    url: certificates === undefined ? `mqtt://127.0.0.1:${port}` : `mqtts://localhost:${port}`,
    stop: () => broker.end('SIGTERM'),
    kill: () => broker.end('SIGKILL'),
    async restart() {
      await broker.end('SIGKILL')
      broker = await begin()
    },
  }
}

/** As mosquitto_passwd writes it: PBKDF2 with SHA-512, `$7$iterations$salt$hash`. */
function passwordFile(folder: string, passwords: { readonly [user: string]: string }): string {
  const file = join(folder, 'passwords')
  const lines = Object.entries(passwords).map(([user, password]) => {
    const salt = randomBytes(12)
    const hash = pbkdf2Sync(password, salt, 101, 64, 'sha512')
    return `${user}:$7$101$${salt.toString('base64')}$${hash.toString('base64')}\n`
  })
  writeFileSync(file, lines.join(''), { mode: 0o600 })
  return file
}

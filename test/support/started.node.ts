/** Programs that tests start: each waits until it answers, can be killed by its own id, and never outlives the test process. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { program } from './absent.ts'

export interface Started {
  readonly pid: number
  /** What it wrote to standard output and standard error so far. */
  readonly said: () => string
  /** Resolves with the first text, written already or yet to come, that fits; rejects when it ends without, or after a minute. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  readonly exited: Promise<void>
  /** Sends the signal and waits until the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>
}

/** What runs, each with the signal that makes it leave at once and tidily. */
const running = new Map<ChildProcess, NodeJS.Signals>()
const folders = new Set<string>()

process.once('exit', () => {
  for (const [child, signal] of running) child.kill(signal)
  for (const folder of folders) remove(folder)
})

/** Removes the folder when the test process ends, after everything that was started is gone. */
export function removeAtExit(folder: string): void {
  folders.add(folder)
}

/** Starts a program that does not keep the test process alive and dies with it, also when that is killed (Linux). */
export function start(
  command: string,
  args: readonly string[],
  options: {
    readonly cwd?: string
    readonly env?: NodeJS.ProcessEnv
    readonly user?: { readonly uid: number; readonly gid: number }
    readonly lastSignal?: NodeJS.Signals
  } = {},
): Started {
  const tether = process.platform === 'linux' ? program('setpriv') : undefined
  const { user, lastSignal: last = 'SIGKILL' } = options
  const [file, argv] =
    tether === undefined
      ? [command, [...args]]
      : [
          tether,
          [
            '--pdeathsig',
            last.replace('SIG', ''),
            ...(user === undefined ? [] : [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']),
            command,
            ...args,
          ],
        ]
  const child = spawn(file, argv, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(tether === undefined && user !== undefined ? user : {}),
  })
  let said = ''
  let over = false
  const looking = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      for (const look of looking) look()
    })
    // Pipes are sockets; unref keeps them from holding the test process.
    ;(stream as unknown as { unref(): void }).unref()
  }
  child.unref()
  running.set(child, last)
  const exited = once(child, 'exit').then(
    () => void running.delete(child),
    (error: Error) => {
      running.delete(child)
      said += error.message
    },
  )
  void exited.then(() => {
    over = true
    for (const look of looking) look()
  })
  return {
    pid: child.pid ?? 0,
    said: () => said,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        // It keeps the test process alive, which the child itself does not.
        let late = false
        const patience = setTimeout(() => {
          late = true
          look()
        }, 60_000)
        const look = () => {
          const found = pattern.exec(said)
          if (found === null && !over && !late) return
          clearTimeout(patience)
          looking.delete(look)
          if (found !== null) resolve(found)
          else reject(new Error(`it has not said ${pattern}: ${said.slice(-2_000)}`))
        }
        looking.add(look)
        look()
      }),
    exited,
    async end(signal) {
      child.ref()
      child.kill(signal)
      await exited
    },
  }
}

/** What is just leaving may still write a last file, and rmSync then leaves the folder, sometimes without a word: tried for a second. */
function remove(folder: string): void {
  for (let tries = 0; tries < 20 && existsSync(folder); tries++) {
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // ENOTEMPTY: once more.
    }
    if (existsSync(folder)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  }
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The same outside the range from which the system takes ports by itself: nobody else gets it while it is free for a moment. */
export async function reservablePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const server = createServer().listen(port, '127.0.0.1')
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (!free) continue
    server.close()
    await once(server, 'close')
    return port
  }
}

/** Waits until the port takes connections; throws with what the program said when it ends first or 20 seconds pass. */
export async function answers(port: number, started: Started): Promise<void> {
  let over = false
  void started.exited.then(() => (over = true))
  for (let tries = 0; tries < 400; tries++) {
    if (over) break
    if (await connects(port)) return
    await wait(50)
  }
  throw new Error(`nothing answers on port ${port}: ${started.said()}`)
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}

/** Starts, hears and kills the processes of `ledger-pourer.node.ts`. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface PourerLine {
  readonly said: 'opened' | 'not-opened' | 'written' | 'refused'
  readonly lane?: number
  readonly n?: number
  readonly seq?: number
  readonly code?: string
  readonly writer?: 'me' | 'other'
  readonly readable?: number
}

export interface Pourer {
  readonly name: string
  readonly pid: number
  /** Everything it has said so far. */
  readonly lines: readonly PourerLine[]
  /** Resolves with the first line, said already or yet to come, that fits. */
  until(fits: (line: PourerLine) => boolean, from?: number): Promise<PourerLine>
  goOn(): void
  /** SIGKILL; resolves when it is gone and all it said has been read. */
  kill(): Promise<void>
}

/** `command` comes before node: `['prlimit', '--fsize=…']`. */
export function startPourer(name: string, target: string, command: readonly string[] = []): Pourer {
  const script = join(import.meta.dirname, 'ledger-pourer.node.ts')
  const words = [...command, process.execPath, script, name, target]
  const child: ChildProcess = spawn(words[0]!, words.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: PourerLine[] = []
  const waiting = new Set<() => void>()
  const reader = createInterface({ input: child.stdout! })
  let closed = false
  const tell = () => {
    for (const look of waiting) look()
  }
  reader.on('line', (text) => {
    // The last line of a killed process may be cut short.
    if (text.endsWith('}')) lines.push(JSON.parse(text) as PourerLine)
    tell()
  })
  const ended = once(reader, 'close').then(() => {
    closed = true
    tell()
  })
  return {
    name,
    pid: child.pid!,
    lines,
    until(fits, from = 0) {
      let next = from
      return new Promise((resolve, reject) => {
        const look = () => {
          for (; next < lines.length; next++) {
            if (!fits(lines[next]!)) continue
            waiting.delete(look)
            return resolve(lines[next]!)
          }
          if (!closed) return
          waiting.delete(look)
          reject(
            new Error(`${name} ended without saying it; its last line was ${JSON.stringify(lines.at(-1))}`),
          )
        }
        waiting.add(look)
        look()
      })
    },
    goOn: () => void child.stdin!.write('\n'),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

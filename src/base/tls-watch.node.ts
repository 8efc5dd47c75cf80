/**
 * Keys and certificates kept up to date: read again when their files change, so that whoever renews them need restart
 * nothing. What can't be used is refused at the start; later the old one goes on, and the log says so.
 */
import { stat } from 'node:fs/promises'
import { between, day, second, type Clock, type Milliseconds } from './clock.ts'
import type { Log } from './log.ts'
import { ok, type Result } from './result.ts'
import { readTlsFiles, type TlsFiles, type TlsRead } from './tls-files.node.ts'
import type { KeptTls, TlsProblem } from './tls.ts'

export interface KeptTlsOptions {
  readonly clock: Clock
  readonly log: Log
  /** Between two looks at the files. */
  readonly lookEvery?: Milliseconds
}

/** Refused while any file is at fault; undefined where no file is named at all. */
export async function keepTls(
  files: TlsFiles,
  options: KeptTlsOptions,
): Promise<Result<KeptTls | undefined, TlsProblem>> {
  const { clock, log, lookEvery = 10 * second } = options
  const all = [files.key, files.certificate, files.authorities].flatMap(({ file }) =>
    file === '' ? [] : file,
  )
  if (all.length === 0) return ok(undefined)

  let seen = await markOf(all)
  const first = await readTlsFiles(files, clock.now())
  if (!first.ok) return first
  let read: TlsRead = first.value
  let tried = seen
  let warnedAt = clock.now()
  let callOff = () => {}
  let closed = false
  const listeners: (() => void)[] = []
  const warn = () => {
    for (const { message, file } of read.warnings) log.warn(message, { file })
    warnedAt = clock.now()
    if (read.own === undefined) return
    const { from, to } = read.own
    const left = between(clock.now(), to)
    if (left > Math.min(14 * day, between(from, to) / 3)) return
    log.warn(left > 0 ? 'A certificate ends soon' : 'A certificate has ended', {
      file: files.certificate.file,
      endsAt: to,
    })
  }
  warn()

  const readAgain = async (): Promise<Result<void, TlsProblem>> => {
    tried = await markOf(all)
    const again = await readTlsFiles(files, clock.now())
    if (!again.ok) {
      log.error('A renewed key or certificate can’t be used; the old one goes on', {
        why: again.problem.code,
        ...again.problem.details,
        setting: again.problem.at ?? '',
      })
      return again
    }
    const { key, cert, ca } = read.material
    const next = again.value.material
    read = again.value
    if (next.key !== key || next.cert !== cert || next.ca !== ca) {
      log.info('Keys and certificates were read again', { files: all })
      warn()
      for (const listen of listeners) listen()
    }
    return ok()
  }

  const look = async () => {
    const before = seen
    seen = await markOf(all)
    // Key and certificate are written one after the other: only what stays as it is for a while is read.
    if (seen !== tried && seen === before) await readAgain()
    else if (between(warnedAt, clock.now()) >= day) warn()
    if (!closed) lookLater()
  }
  const lookLater = () => {
    callOff = clock.after(lookEvery, () => void look())
  }
  lookLater()

  return ok({
    current: () => read.material,
    names: () => read.own?.names ?? [],
    readAgain,
    onChange: (listen) => void listeners.push(listen),
    close() {
      closed = true
      callOff()
    },
  })
}

/** Changes when a file is written, replaced, or its link leads elsewhere. */
async function markOf(files: readonly string[]): Promise<string> {
  const marks = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs, size, ino }) => `${mtimeMs}/${size}/${ino}`,
        () => 'gone',
      ),
    ),
  )
  return marks.join(' ')
}

/** The process behind a test's shell: runs the command line again and again, and hands over what each run printed. */
import { main } from '../../src/cli/main.ts'

let out = ''
let err = ''
const keep =
  (add: (text: string) => void) =>
  (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    add(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'))
    const written = rest.findLast((one) => typeof one === 'function') as (() => void) | undefined
    if (written !== undefined) queueMicrotask(written)
    return true
  }
const send = (message: unknown) => process.send?.(message as never)

process.on('message', (words: string[]) => {
  out = err = ''
  process.exitCode = 0
  process.stdout.write = keep((text) => (out += text)) as never
  process.stderr.write = keep((text) => (err += text)) as never
  main(words).then(
    () => send({ code: Number(process.exitCode ?? 0), out, err }),
    (error: Error) => send({ code: 2, out, err: err + (error.stack ?? error.message) }),
  )
})
send('ready')

/** The console as its users get it: built of the sources as they are, before a browser opens it. */
import { buildConsole } from '../../tools/build-console.ts'

let built: Promise<unknown> | undefined

/** Several test files ask for it; it is built once, and not at all where nothing changed since. */
export function builtConsole(): Promise<unknown> {
  return (built ??= buildConsole('if-stale'))
}

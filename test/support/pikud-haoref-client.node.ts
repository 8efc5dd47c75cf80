/** A real client in a process of its own: it sets the time zone of whoever loads it, and reports on its doings as it goes. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface ActiveAlert {
  readonly type: string
  readonly cities: readonly string[]
  readonly instructions?: string
}

const run = promisify(execFile)
const child = join(import.meta.dirname, 'pikud-haoref-child.node.ts')

/** What its only question answers at these addresses. */
export async function activeAlert(alerts: string, history: string): Promise<ActiveAlert> {
  const { stdout } = await run(process.execPath, [child, alerts, history])
  const said = JSON.parse(stdout.trim().split('\n').at(-1)!) as ActiveAlert & { readonly error?: string }
  if (said.error !== undefined) throw new Error(said.error)
  return said
}

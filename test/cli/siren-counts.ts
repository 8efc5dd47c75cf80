/** Reads the reach report until it says what is waited for, or as often as patience lasts. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Shell } from './shell.node.ts'

export interface SirenCounts {
  readonly pending: number
  readonly sounding: number
  readonly passed: number
  readonly failed: number
  readonly silent: number
  readonly unknown: number
}

export async function sirenReachOf(
  shell: Shell,
  alert: string,
  until: (counts: SirenCounts) => boolean,
): Promise<SirenCounts> {
  for (let tries = 0; ; tries++) {
    const { sirens } = await shell.json<{ sirens: { counts: SirenCounts } }>('alert', 'reach', alert)
    if (until(sirens.counts) || tries === 100) return sirens.counts
    await wait(100)
  }
}

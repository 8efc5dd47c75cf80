/** Lets parts that are opened before the system write facts once it runs, and tells them whether a fact was taken. */
import { ok, refuse, type ActorId, type JsonObject, type Result } from '#base'
import type { System } from './system.ts'

export interface Noted {
  readonly stream: string
  readonly type: string
  readonly by: ActorId
  readonly data: JsonObject
  readonly via?: string
}

export function noting(running: () => System | undefined): (fact: Noted) => Promise<Result<void>> {
  return async (fact) => {
    const system = running()
    const written = await system?.note({ ...fact, mode: system.config.mode })
    return written === undefined ? refuse('ledger/cannot-write', { why: 'it was not taken' }) : ok()
  }
}

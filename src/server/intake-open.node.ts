/** Opens the intake as the server runs it: with feeds that are asked over guarded HTTP, which is loaded with the first of them. */
import type { EvidenceBook } from '#evidence'
import { openIntakeDesk, type IntakeDesk } from './intake-desk.ts'
import type { System } from './system.ts'

export function openIntakeHere(system: System, book: EvidenceBook): IntakeDesk {
  const { originalsKeptForDays = 365, sourceAllow = [] } = system.config
  return openIntakeDesk(system, {
    ...{ book, settings: { originalsKeptForDays, sourceAllow }, random: Math.random },
    async asking() {
      const { httpAsking } = await import('../exchange/asking.http.ts')
      return httpAsking({
        policy: { allowed: sourceAllow },
        userAgent: 'Tocsin (public warning; reads news feeds)',
      })
    },
  })
}

/** What is known of each siren’s sound, in the three words that matter to somebody who only watches. */
import { plus, minute, type Instant } from '#base'
import { isAlive, statusOf, type SirenPatience, type SirenState } from '#channels'
import type { SirenSound } from '#dialects'

/** As long as an order may still be obeyed, and then sound: after it a siren that never answered can’t be sounding by it. */
const longest = 20 * minute

export function soundOf(state: SirenState, at: Instant, patience: SirenPatience): SirenSound {
  const { order, answer } = state
  const status = statusOf(state, at, patience)
  if (status === 'sounding') {
    const mode = order?.command.mode ?? answer?.report.mode
    // One that only says that it would sound warns nobody.
    if (answer?.report.how === 'said-only') return 'quiet'
    return mode === 'live' ? 'warns' : 'exercises'
  }
  if (status === 'passed' || status === 'failed') return 'quiet'
  if (order === undefined) return answer === undefined || isAlive(state, at, patience) ? 'quiet' : 'unknown'
  const { command } = order
  // Drills never make it unknown whether a warning is sounded.
  if (command.action === 'quiet-test' || command.mode !== 'live') return 'quiet'
  return at < plus(command.issuedAt, longest) ? 'unknown' : 'quiet'
}

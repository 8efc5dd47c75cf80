/** Why a report waits at the desk although its source is let onto the board, for whoever reads it. */
import type { Report } from '#exchange'
import type { ProblemWords } from './problem-words.ts'
import { saidAgain } from './problems.ts'

/** In words; undefined where nothing was in its way. Of what the board refused the ledger holds an English sentence, which stands where no other does. */
export function whyItWaits(
  { message, refused }: Pick<Report, 'message' | 'refused'>,
  words: ProblemWords | undefined,
): string | undefined {
  if (refused !== undefined) return saidAgain(words, refused.problem) ?? refused.says
  return message.why === undefined ? undefined : saidAgain(words, message.why)
}

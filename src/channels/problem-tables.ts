/** The problems of every channel, a line each, so that whoever explains them need not know which channels there are. */
import { cellBroadcastProblems } from './cell-broadcast/problems.ts'
import { inProcessProblems } from './in-process/problems.ts'
import { lineProblems } from './line/problems.ts'
import { channelProblems } from './problems.ts'
import { pushProblems } from './push/problems.ts'
import { sirenProblems } from './siren/problems.ts'
import { streamProblems } from './stream/problems.ts'
import { webhookProblems } from './webhook/problems.ts'

export const problemTables = {
  'cell-broadcast': cellBroadcastProblems,
  channels: channelProblems,
  'in-process': inProcessProblems,
  line: lineProblems,
  push: pushProblems,
  siren: sirenProblems,
  stream: streamProblems,
  webhook: webhookProblems,
} as const

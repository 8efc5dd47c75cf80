/** Settings of cell broadcast: which networks there are stands in a file of its own. */
import { z } from 'zod'

export const cellBroadcastSettings = {
  cellBroadcast: {
    variable: 'TOCSIN_CELL_BROADCAST',
    schema: z.string(),
    fallback: '',
    means:
      'File that lists the mobile networks whose cell broadcast centres (osmo-cbc’s REST) warnings go to, with their areas and languages; empty broadcasts nothing.',
  },
} as const

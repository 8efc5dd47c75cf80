/** Settings of the language model that may read texts beside the rules. Without an address none is asked. */
import { z } from 'zod'

export const readerSettings = {
  readerUrl: {
    variable: 'TOCSIN_READER_URL',
    schema: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
    fallback: '',
    means:
      'Base address of a language model with OpenAI’s interface (`http://127.0.0.1:11434/v1`), which `tocsin evidence claims --reader` asks besides the rules; it gets the whole text. Empty asks none.',
  },
  readerModel: {
    variable: 'TOCSIN_READER_MODEL',
    schema: z.string().max(200),
    fallback: '',
    means: 'Name of the model to ask there.',
  },
  readerKeyFile: {
    variable: 'TOCSIN_READER_KEY_FILE',
    schema: z.string(),
    fallback: '',
    means: 'File whose first line is the key for it; empty sends none.',
  },
} as const

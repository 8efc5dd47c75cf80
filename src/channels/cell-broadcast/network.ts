/** The mobile networks of an installation: which centre pages them, what territory they serve, what they take. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { misfitOf, modes, parseJson, refuse, ok, type Mode, type Result } from '#base'

const seconds = z.number().int()

/** One network, as its entry in the list says it; unknown words are refused, because a misspelt one would be ignored. */
const networkSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, 'must be small letters, digits and hyphens'),
  name: z.string().min(1).max(80),
  /** Address of the cell broadcast centre, without `/api/ecbe/v1`. */
  url: z.url({ protocol: /^https?$/ }),
  /** Codes of the areas that its cells serve. */
  areas: z.array(z.string().min(1)).min(1),
  /** What to do with a warning for a part of them only: the centre's interface can't aim smaller than the whole network. */
  forAPart: z.enum(['hold', 'broadcast']).default('hold'),
  modes: z
    .array(z.enum(modes as [Mode, ...Mode[]]))
    .min(1)
    .default(['drill', 'test']),
  /** The network's local language first; the others follow under the identifiers for additional languages. */
  languages: z.array(z.string().min(2).max(35)).max(8).default([]),
  additional: z.enum(['own-id', 'same-message', 'none']).default('own-id'),
  languageMark: z.enum(['none', 'in-each-page']).default('none'),
  danger: z.enum(['presidential', 'extreme', 'severe']).default('presidential'),
  advisory: z.enum(['presidential', 'extreme', 'severe']).default('severe'),
  /** How often each cell repeats it, in the centre's own unit. */
  repetitionPeriod: seconds.min(1).max(4095).default(30),
  /** GSM counts the period in messages of 1.883 s, LTE and 5G in seconds (3GPP TS 23.041 §9.3.8). */
  unitSeconds: z.union([z.literal(1), z.literal(1.883)]).default(1),
  /** As the centre's log names us. Its own ids take neither spaces nor punctuation. */
  cbeName: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,20}$/)
    .default('tocsin'),
  /** Whether a channel test sends one message under the test identifier, beside asking the centre a question. */
  testsOnAir: z.enum(['yes', 'no']).default('no'),
})

export type Network = Omit<z.output<typeof networkSchema>, 'areas'> & { readonly areas: readonly AreaCode[] }

/** Reads the list; refused as a whole when one entry is wrong, so that nobody counts on a network that isn't there. */
export function readNetworks(text: string): Result<readonly Network[], 'cell-broadcast/bad-list'> {
  const json = parseJson(text)
  if (!json.ok) return refuse('cell-broadcast/bad-list', { at: '', why: 'it is not JSON' })
  const parsed = z.strictObject({ networks: z.array(networkSchema).max(100) }).safeParse(json.value)
  if (!parsed.success) {
    const { at, why } = misfitOf(parsed.error.issues)
    return refuse('cell-broadcast/bad-list', { at, why })
  }
  const { networks } = parsed.data
  const twice = networks.find(({ id }, at) => networks.findIndex((other) => other.id === id) !== at)
  if (twice !== undefined)
    return refuse('cell-broadcast/bad-list', { at: 'networks', why: `two are called ${twice.id}` })
  return ok(networks as unknown as readonly Network[])
}

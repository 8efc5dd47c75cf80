/** Who warns here: names, languages, ladder, zone, the areas they own. One file per authority. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { isLanguage, misfitOf, ok, refuse, type Json, type Language, type Result } from '#base'
import type { LadderId } from '#threats'
import { policyFile } from './authority-policy.ts'

const language = z.custom<Language>(
  (text) => typeof text === 'string' && isLanguage(text),
  'must be a language tag',
)

const file = z.strictObject({
  /** Names as residents know them, by language. */
  issuer: z.record(language, z.string().min(1)),
  /** CAP 1.2 §3.2.1 `sender`: unique to the authority, no spaces, commas or < &. */
  sender: z.string().regex(/^[^\s,<&]+$/),
  languages: z.array(language).min(1),
  ladder: z.string().transform((id) => id as LadderId),
  /** IANA time zone. */
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone'),
  /** Where it may warn. */
  areas: z.array(z.string().transform((code) => code as AreaCode)).min(1),
  /** Folder of the areas it starts with, relative to the project; imported areas take their place. */
  pack: z.string().optional(),
  /** Sirens to start with, relative to the project. */
  sirens: z.string().optional(),
  renewForMinutes: z.number().int().min(1).default(60),
  /** Who must agree to live alerts, and who is called when nobody does; left out, the usual. */
  policy: policyFile.optional(),
  /** Said at start-up and on every page. */
  demonstration: z.boolean().default(false),
})

export type Authority = z.output<typeof file>

export function parseAuthority(json: Json): Result<Authority, 'server/bad-authority'> {
  const parsed = file.safeParse(json)
  if (parsed.success) return ok(parsed.data)
  return refuse('server/bad-authority', { ...misfitOf(parsed.error.issues) })
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** How it is called in English, or in the first language it has a name in. */
export function englishName({ issuer }: Pick<Authority, 'issuer'>): string {
  return new Map<string, string>(Object.entries(issuer)).get('en') ?? Object.values(issuer)[0] ?? ''
}

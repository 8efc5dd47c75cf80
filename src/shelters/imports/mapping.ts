/** Which field of a list means what: as somebody says it, keeps it for the next import, and can read it again. */
import { z } from 'zod'
import { isLanguage, misfitOf, ok, refuse, type Result } from '#base'
import { encodings } from './decode.ts'
import { delimiters } from './table.ts'

const field = z.string().min(1).max(200)

/**
 * A field’s name stands for `{ from: name }`. Of several fields the first that is not empty is taken, or all, joined by a
 * text. `words` turns what stands there into what it means: `{ "Сховище": "civil-defence", "*паркінг*": "underground-car-park",
 * "": "unspecified" }`, where `*` is any text and `""` an empty cell. `after` takes what follows a word in a sentence.
 */
const rule = z.union([
  field,
  z.strictObject({
    from: z.union([field, z.array(field).min(1).max(10)]),
    join: z.string().max(10).optional(),
    after: z.string().min(1).max(60).optional(),
    words: z
      .record(z.string().max(200), z.string().max(60))
      .refine((words) => Object.keys(words).length <= 500, 'these are too many words')
      .optional(),
  }),
  z.strictObject({ always: z.union([z.string().max(300), z.number(), z.boolean()]) }),
])
export type Rule = z.output<typeof rule>

export const mappingShape = z.strictObject({
  /** Of names that say no language. */
  language: z.string().refine(isLanguage, 'it is no language').optional(),
  id: rule.optional(),
  name: rule.optional(),
  names: z
    .record(
      z.string().refine((language) => isLanguage(language), 'it is no language'),
      rule,
    )
    .optional(),
  address: rule.optional(),
  lon: rule.optional(),
  lat: rule.optional(),
  /** Both in one field, or the geometry of GeoJSON. */
  point: z
    .union([z.literal('geometry'), z.strictObject({ from: field, order: z.enum(['lon-lat', 'lat-lon']) })])
    .optional(),
  ...{ type: rule.optional(), capacity: rule.optional() },
  ...{ wheelchair: rule.optional(), pets: rule.optional(), opening: rule.optional() },
  ...{ admits: rule.optional(), use: rule.optional(), visibility: rule.optional() },
  ...{ protects: rule.optional(), note: rule.optional() },
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
})
export type Mapping = z.output<typeof mappingShape>
/** What a rule may stand for. */
export type Meaning = Exclude<keyof Mapping, 'language' | 'names' | 'point' | 'encoding' | 'delimiter'>

export function readMapping(json: unknown): Result<Mapping, 'shelters/bad-mapping'> {
  const parsed = mappingShape.safeParse(json)
  if (!parsed.success) {
    const { at, why } = misfitOf(parsed.error.issues)
    return refuse('shelters/bad-mapping', { at, why })
  }
  const { lon, lat, point } = parsed.data
  if ((lon === undefined) !== (lat === undefined))
    return refuse('shelters/bad-mapping', { at: lon === undefined ? 'lon' : 'lat', why: 'it is missing' })
  if (lon === undefined && point === undefined)
    return refuse('shelters/bad-mapping', { at: 'point', why: 'nothing says where a shelter is' })
  return ok(parsed.data)
}

/** Every field that the mapping looks at. */
export function fieldsMapped(mapping: Mapping): ReadonlySet<string> {
  const { language: _, names = {}, point, encoding: _e, delimiter: _d, ...rules } = mapping
  const all = [...Object.values(names), ...Object.values(rules)]
  return new Set([
    ...all.flatMap((one) => (one === undefined ? [] : fieldsOfRule(one))),
    ...(typeof point === 'object' ? [point.from] : []),
  ])
}

export function fieldsOfRule(one: Rule): readonly string[] {
  if (typeof one === 'string') return [one]
  if ('always' in one) return []
  return typeof one.from === 'string' ? [one.from] : one.from
}

/** What a shelter's fields must be, however they came: bounded, on the globe, without letters that no page shows. */
import { isLanguage, ok, refuse, unsendable, type Result } from '#base'
import type { ShelterFields } from './shelter.ts'

export const longest = { name: 200, address: 300, note: 1_000, hours: 200, key: 200 } as const
export const mostPlaces = 50_000
const mostThreats = 30

export function checkFields(fields: ShelterFields): Result<void, 'shelters/impossible'> {
  const wrong = (at: string, why: string) => refuse('shelters/impossible', { at, why })
  const { at, names, address, note, capacity, opening, protects } = fields
  if (!(Math.abs(at.lon) <= 180 && Math.abs(at.lat) <= 90)) return wrong('at', 'it is not on the globe')
  for (const [language, name] of Object.entries(names)) {
    if (!isLanguage(language)) return wrong(`names.${language}`, 'the language is none')
    const why = textFault(name, longest.name)
    if (why !== undefined || name === '') return wrong(`names.${language}`, why ?? 'it is empty')
  }
  if (Object.keys(names).length > 20) return wrong('names', 'these are too many languages')
  const texts: readonly (readonly [string, string, number])[] = [
    ['address', address, longest.address],
    ['note', note, longest.note],
    ['opening.hours', opening.when === 'hours' ? opening.hours : '', longest.hours],
    ['opening.at', opening.when === 'key' ? opening.at : '', longest.key],
  ]
  for (const [place, text, most] of texts) {
    const why = textFault(text, most)
    if (why !== undefined) return wrong(place, why)
  }
  if (capacity !== 'unknown' && !(Number.isInteger(capacity.places) && capacity.places >= 1))
    return wrong('capacity', 'it is no number of places')
  if (capacity !== 'unknown' && capacity.places > mostPlaces)
    return wrong('capacity', `more than ${mostPlaces} places are no shelter`)
  if (protects.length > mostThreats) return wrong('protects', 'these are too many threats')
  return ok()
}

function textFault(text: string, most: number): string | undefined {
  if (text.length > most) return `it is longer than ${most} characters`
  const [bad] = unsendable(text)
  return bad === undefined ? undefined : `it has ${bad.codePoint}, a ${bad.kind}, which no carrier delivers`
}

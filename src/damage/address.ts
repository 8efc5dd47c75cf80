/** Addresses as people write them in Russian, Ukrainian and English, brought to one form, so that one house is found again. */
import { soundKey } from '#areas'

export interface Address {
  /** Sounds of the street's own name, its words in alphabetical order; empty where only a house was made out. */
  readonly street: string
  /** House with its building, without spaces: `12`, `12a`, `12/3`, `12k2`; empty where none was made out. */
  readonly house: string
}

/** What kind of way it is says little: the same one is a street to one and a lane to another only by mistake, yet often left out. */
const kinds = words(
  'улица ул вулиця вул street str st проспект просп пр пр-т пр-кт avenue ave av переулок пер провулок пров lane ln',
  'бульвар бул б-р boulevard blvd площадь пл площа square sq набережная наб набережна шоссе ш шосе road rd',
  'проезд пр-д проїзд micro микрорайон мкр мікрорайон мкр-н тупик туп узвіз the',
  'vul vulytsia ulitsa ulytsia prosp prospekt prov per bul bulvar pl ploshcha nab shosse',
)
const houseWords = words('дом д будинок буд house no nr number № здание зд')
const buildingWords = words('корпус корп к kor bldg building block блок стр строение будівля секція')
/** From here on it is about rooms: a house is one asset, whatever its flat. */
const roomWords = words(
  'квартира кв flat apt apartment подъезд под підʼїзд під оф офис офіс office этаж поверх floor',
)
const townWords = words('город г місто м city село с деревня дер пос посёлок поселок пгт смт селище')

/** Undefined where neither street nor house could be made out. */
export function readAddress(text: string): Address | undefined {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’'`"«»“”]/g, '')
  const parts = plain
    .split(/[\s,;.]+/)
    .flatMap((part) => part.split(/(?<=^\D*[а-яіїєґa-z])(?=\d)|(?<=^№)/))
    .filter((part) => part !== '')
  const street: string[] = []
  let house = ''
  let building = ''
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    const next = parts[i + 1]
    if (roomWords.has(part) && (street.length > 0 || house !== '')) break
    if (house !== '' && buildingWords.has(part) && next !== undefined && /^\d/.test(next)) {
      building = next
      i++
    } else if (isHouse(part)) {
      // “8 марта, 12”: a number before the street’s name is part of the name, unless the name comes after it as in English.
      const joined = next !== undefined && isLetter(next, parts[i + 2]) ? next : ''
      if (house !== '' && street.length === 0) street.push(house)
      else if (house !== '') {
        if (!street.includes(house) && isFirst(parts, house)) street.push(house)
        else continue
      }
      house = part + joined
      if (joined !== '') i++
    } else if (
      townWords.has(part) &&
      next !== undefined &&
      /^[а-яіїєґa-z-]{3,}$/.test(next) &&
      !kinds.has(next)
    )
      i++
    else if (kinds.has(part) || houseWords.has(part) || buildingWords.has(part) || townWords.has(part))
      continue
    else street.push(part)
  }
  const key = street.map((word) => soundKey(word.replace(/-/g, ''))).filter((word) => word !== '')
  if (key.length === 0 && house === '') return undefined
  const built = building === '' ? '' : `k${latin(building)}`
  return { street: key.toSorted().join(' '), house: latin(house.replace(/\s/g, '')) + built }
}

/** The same house for certain: street and house were made out in both, and are alike in sound. */
export function isSameAddress(one: Address, other: Address): boolean {
  return one.street !== '' && one.house !== '' && one.street === other.street && one.house === other.house
}

function isHouse(part: string): boolean {
  return (
    /^\d+[а-яіїєґa-z]?(?:[/-]\d*[а-яіїєґa-z]?)?(?:к\d+|k\d+)?$/.test(part) &&
    !/^\d+-?(?:го|й|я|th|st|nd|rd)$/.test(part)
  )
}

/** A letter of a house, and not the beginning of its building: “7 а”, but “12 к 2”. */
function isLetter(part: string, after: string | undefined): boolean {
  if (!/^[а-яіїєґa-z]$/.test(part) || houseWords.has(part)) return false
  return !(buildingWords.has(part) && after !== undefined && /^\d/.test(after))
}

function isFirst(parts: readonly string[], house: string): boolean {
  return parts.indexOf(house) <= 1
}

/** Letters of houses look alike in both alphabets, and are typed in whichever the keyboard is set to. */
function latin(house: string): string {
  const alike: { readonly [letter: string]: string } = {
    ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', к: 'k', с: 's', и: 'i', і: 'i' },
  }
  return house.replace(/[а-яіїєґ]/g, (letter) => alike[letter] ?? letter)
}

function words(...texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.split(' ')))
}

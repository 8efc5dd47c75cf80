/** Guesses a mapping from the names of the fields and from what stands in them. It is a proposal: nothing is imported by it unsaid. */
import type { ShelterType } from '../shelter.ts'
import { inWords } from './cell.ts'
import type { Mapping, Meaning } from './mapping.ts'
import type { Cell, Table } from './table.ts'

export interface Guess {
  readonly mapping: Mapping
  /** Fields that might have been taken as well, the likeliest first. */
  readonly others: { readonly [meaning: string]: readonly string[] }
  /** Words of the type's field that nobody could guess: they would be of no type. */
  readonly unknownWords: readonly string[]
}

/** As fields are called in lists of many countries, the surest first; a name is compared without case, spaces and marks. */
const called: {
  readonly [meaning in Exclude<Meaning, 'visibility' | 'use' | 'admits' | 'protects'>]: string
} = {
  id: 'id shelterid shelterno objectid originalid inventorynumber inventarnummer number no nr номер інвномер обликовийномер mispar',
  name: 'name title shelter shelternames назва название наименование navn nom nombre שם',
  address:
    'address fulladdress shortaddress addresslabel streetaddress adresse addr addrstreet location адреса адрес місцезнаходження местоположение כתובת',
  lon: 'lon lng long longitude x xcoord довгота долгота coordinatelng coordinatelon coordinateslng coordinateslon locationlng locationlon',
  lat: 'lat latitude y ycoord широта coordinatelat coordinateslat locationlat',
  type: 'type sheltertype category kategori категорія категория тип вид romtype kind type_name סוג',
  capacity:
    'capacity places persons people plasser місткість вместимость кількістьмісць количествомест kapazitet תפוסה',
  wheelchair:
    'wheelchair wheelchairaccess accessible accessibility disabled доступність доступность інклюзивність доступнодлямаломобільних נגישות',
  pets: 'pets animals тварини животные petsallowed',
  opening: 'opening openinghours hours access режимроботи режимработы часыработы годиниработи графік',
  note: 'note notes description info remarks comment примітка примітки примечание опис описание',
}

const typeWords: { readonly [word: string]: ShelterType } = {
  ...{ '*parking*': 'underground-car-park', '*car park*': 'underground-car-park' },
  ...{
    '*паркінг*': 'underground-car-park',
    '*паркинг*': 'underground-car-park',
    '*парковк*': 'underground-car-park',
  },
  ...{ '*חניון*': 'underground-car-park', '*metro*': 'metro', '*subway*': 'metro', '*метро*': 'metro' },
  ...{
    '*school*': 'school',
    '*школ*': 'school',
    '*ліцей*': 'school',
    '*дитячий садок*': 'school',
    '*בית ספר*': 'school',
  },
  ...{ '*underpass*': 'underpass', '*перехід*': 'underpass', '*переход*': 'underpass' },
  ...{
    '*протирадіаційн*': 'radiation',
    '*противорадиацион*': 'radiation',
    пру: 'radiation',
    '*fallout*': 'radiation',
  },
  ...{ '*мобільн*': 'street', '*модульн*': 'street', '*mobile*': 'street', '*מיגונית*': 'street' },
  ...{ '*basement*': 'basement', '*підвал*': 'basement', '*подвал*': 'basement', '*цоколь*': 'basement' },
  ...{ '*найпростіш*': 'basement', '*простейш*': 'basement' },
  ...{ '*public building*': 'public-building', '*громадськ*': 'public-building' },
  // After those that say more: “public shelters at schools” are in schools.
  ...{ '*сховищ*': 'civil-defence', '*убежищ*': 'civil-defence', '*civil def*': 'civil-defence' },
  ...{ '*public shelter*': 'civil-defence', '*tilfluktsrom*': 'civil-defence', '*מקלט*': 'civil-defence' },
  ...{ shelter: 'unspecified', укриття: 'unspecified', укрытие: 'unspecified' },
}

const mostWords = 60

export function guessMapping(table: Table): Guess {
  const others: { [meaning: string]: readonly string[] } = {}
  const chosen: { [meaning: string]: string } = {}
  const taken = new Set<string>()
  for (const [meaning, names] of Object.entries(called)) {
    const list = names.split(' ')
    const fit = table.fields
      .map(({ field, filled }) => ({ field, filled, rank: list.indexOf(bare(field)) }))
      .filter(({ rank, field }) => rank >= 0 && !taken.has(field))
      // A field that is mostly empty says little, whatever it is called.
      .sort((a, b) => share(b.filled, table) - share(a.filled, table) || a.rank - b.rank)
      .filter(({ field }) => meaning !== 'id' || isDistinct(table, field))
    const [first, ...rest] = fit
    if (first === undefined) continue
    chosen[meaning] = first.field
    taken.add(first.field)
    if (rest.length > 0) others[meaning] = rest.map(({ field }) => field)
  }
  const { lon, lat, type, ...plain } = chosen
  const hasBoth = lon !== undefined && lat !== undefined
  const words = type === undefined ? undefined : guessWords(table, type)
  const together = hasBoth || table.format === 'geojson' ? undefined : bothInOne(table)
  const place: Pick<Mapping, 'lon' | 'lat' | 'point'> =
    table.format === 'geojson'
      ? { point: 'geometry' }
      : hasBoth
        ? { lon, lat }
        : together === undefined
          ? {}
          : { point: together }
  return {
    mapping: {
      ...plain,
      ...place,
      ...(chosen['capacity'] === undefined ? capacityInSentences(table) : {}),
      ...(type === undefined ? {} : { type: { from: type, words: words!.words } }),
    },
    others,
    unknownWords: words?.unknown ?? [],
  }
}

function bare(field: string): string {
  return field.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** In tenths, so that two that are about as full are told apart by their names. */
function share(filled: number, { rows }: Table): number {
  return rows.length === 0 ? 0 : Math.round((filled / rows.length) * 10)
}

/** An id is there in every row, and hardly ever twice. */
function isDistinct({ rows }: Table, field: string): boolean {
  const values = rows.map(({ cells }) => cells.get(field))
  return values.every((value) => value !== undefined) && new Set(values).size >= rows.length * 0.98
}

function guessWords({ rows }: Table, field: string) {
  const seen = new Set(
    rows.flatMap(({ cells }) => cells.get(field) ?? []).map((cell: Cell) => String(cell).trim()),
  )
  const words: { [word: string]: string } = {}
  const unknown: string[] = []
  for (const word of [...seen].slice(0, mostWords)) {
    const type = inWords(word, typeWords)
    if (type === undefined) unknown.push(word)
    else words[word] = type
  }
  return { words, unknown }
}

/** A field in which two numbers stand; which is which is told by what can't be a latitude, else the latitude is taken to be first, as people write it. */
function bothInOne({ rows, fields }: Table): { from: string; order: 'lon-lat' | 'lat-lon' } | undefined {
  for (const { field, example } of fields) {
    const pair = /^[([]?\s*(-?\d{1,3}[.,]\d+)\s*[,;\s]\s*(-?\d{1,3}[.,]\d+)\s*[)\]]?$/
    if (!pair.test(example)) continue
    const firsts = rows.flatMap(({ cells }) => pair.exec(String(cells.get(field) ?? ''))?.[1] ?? [])
    const isLongitude = firsts.some((text) => Math.abs(Number(text.replace(',', '.'))) > 90)
    return { from: field, order: isLongitude ? 'lon-lat' : 'lat-lon' }
  }
  return undefined
}

const capacityWords = ['Місткість', 'Вместимость', 'Capacity', 'Kapazität']

/** A word for capacity with a number behind it, in a tenth of the rows at least. */
function capacityInSentences({ rows, fields }: Table): Pick<Mapping, 'capacity'> {
  for (const word of capacityWords)
    for (const { field } of fields) {
      const low = word.toLowerCase()
      const found = rows.filter(({ cells }) => {
        const text = String(cells.get(field) ?? '').toLowerCase()
        const at = text.indexOf(low)
        return at >= 0 && /^\D{0,20}\d/.test(text.slice(at + word.length))
      })
      if (found.length * 10 >= rows.length && found.length > 0)
        return { capacity: { from: field, after: word } }
    }
  return {}
}

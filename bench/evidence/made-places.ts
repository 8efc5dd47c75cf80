/** Every district, community and town of the imported names, spelt, inflected, shortened and misplaced by rule: far more than a labelled set has. */
import { nameOf, readPlaceName, recognise, rootOf, type Area, type AreaCode, type Gazetteer } from '#areas'
import { english, russian, ukrainian } from '#base'
import type { Table } from './frame.ts'

interface Made {
  readonly kind: string
  readonly text: string
  readonly within: AreaCode
  /** Undefined: it is not here, and refusing is right. */
  readonly area: Area | undefined
}

interface Count {
  asked: number
  top: number
  one: number
  wrong: number
  none: number
}

/** As many questions as this at most, spread evenly. */
const most = 60_000

export function madePlaces(gazetteer: Gazetteer, show: boolean): Table {
  const random = randomFrom(7)
  const all = [...questions(gazetteer, random)]
  const step = Math.max(1, all.length / most)
  const counts = new Map<string, Count>()
  const wrongly: string[] = []
  let cpu = process.cpuUsage()
  let asked = 0
  for (let at = 0; at < all.length; at += step) {
    const { kind, text, within, area } = all[Math.floor(at)]!
    const count = counts.get(kind) ?? { asked: 0, top: 0, one: 0, wrong: 0, none: 0 }
    counts.set(kind, count)
    const { matches, decision } = recognise(gazetteer, text, { within })
    asked++
    count.asked++
    const right = area !== undefined && matches[0]?.area.code === area.code
    if (right) count.top++
    if (decision === 'none') count.none++
    if (decision === 'one' && right) count.one++
    if (decision === 'one' && !right) {
      count.wrong++
      wrongly.push(
        `${kind}: “${text}” in ${within} became ${sayArea(matches[0]!.area)}, not ${area === undefined ? 'refused' : sayArea(area)}`,
      )
    } else if (show && area !== undefined && !right && random() < 0.02)
      wrongly.push(
        `${kind}: ${decision} “${text}” in ${within}: first ${sayArea(matches[0]?.area)}, not ${sayArea(area)}`,
      )
  }
  cpu = process.cpuUsage(cpu)
  const percent = (part: number, whole: number) => ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(5)
  const notes = ['  first right   certain    wrong   refused outright   asked of']
  for (const [kind, { asked, top, one, wrong, none }] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    notes.push(
      `  ${percent(top, asked)} %      ${percent(one, asked)} %  ${((100 * wrong) / asked).toFixed(2).padStart(5)} %   ${percent(none, asked)} %            ${String(asked).padStart(6)}  ${kind}`,
    )
  if (show) notes.push(...spread(wrongly, 120))
  const each = (cpu.user + cpu.system) / asked / 1e3
  notes.push(`${asked} names, ${each.toFixed(3)} ms of CPU each`)
  return {
    title: 'places, made by rule from the imported names; in their region, without other names',
    systems: [],
    notes,
  }
}

function spread(lines: readonly string[], count: number): string[] {
  const step = Math.max(1, lines.length / count)
  return Array.from({ length: Math.min(count, lines.length) }, (_, index) => lines[Math.floor(index * step)]!)
}

function sayArea(area: Area | undefined): string {
  return area === undefined ? 'nothing' : `${nameOf(area, ukrainian, russian, english)} (${area.code})`
}

function* questions({ hierarchy }: Gazetteer, random: () => number): Generator<Made> {
  for (const country of ['RU', 'UA'] as const) {
    const regions = hierarchy.children(country as AreaCode).filter(({ kind }) => kind === 'region')
    const rootsIn = new Map<AreaCode, Set<string>>()
    const rootOfName = (text: string) => readPlaceName(text).plain.split(' ').map(rootOf).join(' ')
    for (const region of regions)
      rootsIn.set(
        region.code,
        new Set(
          hierarchy.descendants(region.code).flatMap(({ names }) => Object.values(names).map(rootOfName)),
        ),
      )
    for (const region of regions)
      for (const area of hierarchy.descendants(region.code)) {
        const name = country === 'RU' ? area.names.ru : area.names.uk
        if (name === undefined) continue
        const isVillage = area.kind === 'settlement'
        if (isVillage && random() > 0.03) continue
        const [adjective] = name.split(' ')
        const parts = name.split(' ').length
        const isAdjective = /(?:ский|ський|цкий|цький|зький|ська|цька|зька)$/u.test(adjective!)
        const forms =
          isAdjective && area.kind !== 'settlement' && (parts === 2 || area.kind === 'municipality')
            ? adjectives(adjective!, area, country)
            : area.kind === 'district' || name.includes('(')
              ? []
              : nouns(name, country)
        for (const [kind, text] of forms) {
          // “Харківщина” is Kharkiv Oblast before it is the raion of the name.
          const isOblast =
            kind === '-shchyna' &&
            Object.values(region.names).some((one) => rootOfName(one) === rootOfName(name))
          yield { kind: `${country} ${kind}`, text, within: region.code, area: isOblast ? region : area }
          if (/Latin|case|abbreviated/.test(kind) && random() < 0.5)
            for (let slips = 1; slips <= 2; slips++)
              yield {
                kind: `${country} ${slips} slip${slips > 1 ? 's' : ''}`,
                text: slip(text, slips, random),
                within: region.code,
                area,
              }
          const away = regions[Math.floor(random() * regions.length)]!
          if (!rootsIn.get(away.code)!.has(rootOfName(name)))
            yield { kind: `${country} of another region`, text, within: away.code, area: undefined }
        }
      }
  }
}

const unitForms: { readonly [unit: string]: readonly string[] } = {
  RU: ['район', 'района', 'району', 'районом', 'районе'],
  UA: ['район', 'району', 'району', 'районом', 'районі'],
  H: ['громада', 'громади', 'громаді', 'громадою', 'громаді'],
}

function* adjectives(nominative: string, area: Area, country: 'RU' | 'UA'): Generator<[string, string]> {
  const stem = nominative.replace(/(?:ий|а)$/u, '')
  const female = nominative.endsWith('а')
  const endings = female
    ? ['а', 'ої', 'ій', 'ою', 'ій']
    : country === 'RU'
      ? ['ий', 'ого', 'ому', 'им', 'ом']
      : ['ий', 'ого', 'ому', 'им', 'ому']
  const units = unitForms[female ? 'H' : country]!
  for (const [index, ending] of endings.entries()) {
    yield ['case', `${stem}${ending} ${units[index]}`]
    if (index > 0) yield ['case, no unit', `${stem}${ending}`]
  }
  yield ['case, preposition', `${country === 'RU' ? 'в' : 'у'} ${stem}${endings[4]} ${units[4]}`]
  const short = female
    ? ['ТГ', 'тергромада', 'територіальна громада']
    : country === 'RU'
      ? ['р-н', 'МО', 'м.о.', 'муниципальный округ']
      : ['р-н', 'р-ні']
  for (const unit of short) yield ['abbreviated', `${nominative} ${unit}`]
  const english = female ? 'community' : 'district'
  for (const [scheme, write] of schemes(country)) {
    yield [`Latin ${scheme}`, `${write(nominative)} ${english}`]
    yield [`Latin ${scheme}, no unit`, write(nominative)]
  }
  if (country === 'UA' && !female && area.kind === 'district')
    yield ['-shchyna', `на ${stem.replace(/ськ$/u, '')}щині`]
}

function* nouns(name: string, country: 'RU' | 'UA'): Generator<[string, string]> {
  yield ['town', name]
  if (/(?:ськ|ск)$/u.test(name)) {
    yield ['town, case', `${name}а`]
    yield ['town, case', country === 'RU' ? `в ${name}е` : `у ${name}у`]
  } else if (/[ко]а$/u.test(name)) {
    yield [
      'town, case',
      country === 'RU'
        ? `в ${name.slice(0, -1)}е`
        : `у ${name.slice(0, -2)}${name.endsWith('ка') ? 'ц' : name.at(-2)!}і`,
    ]
    yield ['town, case', `${name.slice(0, -1)}у`]
  }
  for (const [scheme, write] of schemes(country)) yield [`town, Latin ${scheme}`, write(name)]
}

type Write = (text: string) => string
const lettersRu = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'
const lettersUk = 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’'
const tables: { readonly [country: string]: readonly (readonly [string, string])[] } = {
  RU: [
    ['news', 'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya'],
    ['passport', 'a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia'],
    ['scholarly', 'a b v g d e ë ž z i j k l m n o p r s t u f ch c č š šč ʺ y ʹ è ju ja'],
    ['GOST', "a b v g d e yo zh z i j k l m n o p r s t u f x cz ch sh shh - y ' e yu ya"],
    ['German', 'a b w g d e jo sch s i i k l m n o p r s t u f ch z tsch sch schtsch - y - e ju ja'],
    ['Polish', 'a b w g d je jo ż z i j k l m n o p r s t u f ch c cz sz szcz - y - e ju ja'],
    ['French', 'a b v g d e io j z i i k l m n o p r s t ou f kh ts tch ch chtch - y - e iou ia'],
  ],
  UA: [
    ['official', 'a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch - iu ia -'],
    ['by way of Russian', 'a b v g g d e e zh z i i i y k l m n o p r s t u f kh ts ch sh shch - yu ya -'],
    ['scholarly', 'a b v h g d e je ž z y i ji j k l m n o p r s t u f ch c č š šč ʹ ju ja -'],
    ['German', 'a b w h g d e je sch s y i ji j k l m n o p r s t u f ch z tsch sch schtsch - ju ja -'],
    ['Polish', 'a b w h g d e je ż z y i ji j k l m n o p r s t u f ch c cz sz szcz - ju ja -'],
    ['French', 'a b v h g d e ie j z y i ï i k l m n o p r s t ou f kh ts tch ch chtch - iou ia -'],
  ],
}

function schemes(country: 'RU' | 'UA'): readonly (readonly [string, Write])[] {
  return tables[country]!.map(([scheme, row]) => {
    const letters = [...(country === 'RU' ? lettersRu : lettersUk)]
    const latin = row.split(' ').map((each) => (each === '-' ? '' : each))
    const map = new Map(letters.map((letter, index) => [letter, latin[index]!]))
    const write: Write = (text) =>
      [...text.toLowerCase()]
        .map((letter) => map.get(letter) ?? letter)
        .join('')
        .replace(/(?:^|[ -])\p{L}/gu, (start) => start.toUpperCase())
    return [scheme, write]
  })
}

/** Letters left out, doubled, exchanged or written for another, never the first one, never in the unit word. */
function slip(text: string, count: number, random: () => number): string {
  const words = text.split(' ')
  const index = words.length > 1 && words[0]!.length <= 2 ? 1 : 0
  let word = words[index]!
  const letters = /[а-яіїєґ]/u.test(word) ? 'аеиоунрсткв' : 'aeiounrstkv'
  for (let done = 0; done < count; done++) {
    const at = 1 + Math.floor(random() * Math.max(1, word.length - 4))
    const other = letters[Math.floor(random() * letters.length)]!
    const how = Math.floor(random() * 4)
    if (how === 0) word = word.slice(0, at) + word.slice(at + 1)
    else if (how === 1) word = word.slice(0, at) + other + word.slice(at)
    else if (how === 2) word = word.slice(0, at) + other + word.slice(at + 1)
    else word = word.slice(0, at) + (word[at + 1] ?? '') + word[at]! + word.slice(at + 2)
  }
  return words.with(index, word).join(' ')
}

/** The same in every run: a linear congruential generator (Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}

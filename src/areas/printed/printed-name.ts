/** Reads a place's name as it is printed: leading words, unit words in any case, brackets and “of Y” taken apart from the name. */
import { adjectiveForm, isLandName } from '../inflection.ts'
import { fold, type Unit } from '../place-name.ts'
import { finerWord, isBesideUnit, isFacility, isLeading, isUrban, unitWord } from './unit-lexicon.ts'

export interface PrintedPart {
  readonly words: readonly string[]
  readonly unit: Unit | undefined
  readonly loose: boolean
}

export interface PrintedName extends PrintedPart {
  /** Which kind of hromada: `urban`, `settlement`, `rural`. */
  readonly finer: string
  /** One for each word: whether it ends in a dot that shortens it. */
  readonly shortened: readonly boolean[]
  /** What it is said to lie in, or to belong to. */
  readonly in: readonly PrintedPart[]
  readonly facility: boolean
  readonly form: 'yes' | 'maybe' | 'no'
  readonly land: boolean
  /** “Kyiv City”, “міста Києва”: a city’s own district where the unit is a district. */
  readonly ofCity: boolean
}

const mostLetters = 200

export function readPrintedName(text: string): PrintedName {
  const bounded = text.normalize('NFKC').slice(0, mostLetters)
  const brackets: string[] = []
  const open = bounded.replace(/[([]([^()[\]]{1,80})[)\]]/gu, (_, inner: string) => {
    brackets.push(inner)
    return ' '
  })
  const [head = '', ...tails] = open.split(/\s*,\s+/u)
  const parts = readParts(oneScript(head.replace(/…|\.\.\./gu, ' ')))
  const main = chooseMain(parts)
  // The centre of a compound says nothing more than its community does.
  const rest = parts.filter((part, index) => index > parts.indexOf(main) && part.words.length > 0)
  const around = [...tails, ...brackets].flatMap((tail) => {
    const found = readParts(oneScript(tail)).filter(({ words }) => words.length > 0)
    return found.slice(0, 1)
  })
  const last = main.words[main.words.length - 1] ?? ''
  // “Шебекинский городской округ” is the land around a town, “городской округ Тула” the town.
  if (main.urban && main.unit === 'city' && adjectiveForm(last) === 'yes') main.unit = 'district'
  const land = isLandName(last)
  return {
    ...main,
    in: [...rest, ...around].map(({ words, unit, loose }) => ({ words, unit, loose })),
    facility: main.facility || rest.some((part) => part.facility),
    form: land ? 'yes' : formOf(last),
    land,
  }
}

/** Russian towns in -ск keep к before а, у and е, where adjectives have more: “в Каменске”, “из Липецка”. */
function formOf(word: string): 'yes' | 'maybe' | 'no' {
  if (/(?:sk|ck|zk|cʹk|sʹk|zʹk)(?:a|oi|oyi|oji|oiu|oyu|oju)$/u.test(word)) return 'yes'
  return /(?:[^ь]ск|цк)[ауе]$/u.test(word) && !/[іїєґ]|ць?к[ауе]$/u.test(word) ? 'no' : adjectiveForm(word)
}

interface Part {
  words: string[]
  shortened: boolean[]
  unit: Unit | undefined
  loose: boolean
  finer: string
  facility: boolean
  ofCity: boolean
  /** Its unit word came before it. */
  prefixed: boolean
  /** “Городской”, “urban” stands at its unit word. */
  urban: boolean
}

const newPart = (): Part => ({
  words: [],
  shortened: [],
  ...{
    unit: undefined,
    loose: false,
    finer: '',
    facility: false,
    ofCity: false,
    prefixed: false,
    urban: false,
  },
})

/** “м. Нікополь та Нікопольська громада” is the hromada, whose centre is named beside it; else the first part is meant. */
function chooseMain(parts: readonly Part[]): Part {
  const [first = newPart(), second] = parts
  if (second?.unit === 'hromada' && first.unit === 'city') return second
  if (first.unit === undefined && second !== undefined && second.unit !== undefined && first.words.length > 0)
    return { ...first, unit: second.unit, loose: second.loose, facility: first.facility || second.facility }
  return first
}

const shortUnits: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}\d])р\s?[-–/]\s?н(?:а|у|е|і|ы|ом|ов|ах|ам)?\.?(?![\p{L}])/giu, ' район '],
  [/(?<![\p{L}\d])r-n(?![\p{L}])/giu, ' raion '],
  [/(?<![\p{L}\d])г\.?\s?[/.]?\s?о\.(?![\p{L}])|(?<![\p{L}])(?:г\/о|ГО)(?![\p{L}])/gu, ' городской округ '],
  [/(?<![\p{L}\d])м\.\s?[ор]\.?(?:-н)?(?![\p{L}])/giu, ' мо '],
  [/(?<![\p{L}\d])обл-?т[иь](?![\p{L}])/giu, ' область '],
  [/(?<![\p{L}\d])м\/р(?![\p{L}])/giu, ' мр '],
  [/(?<![\p{L}])с\/с(?:овет)?(?![\p{L}])/giu, ' '],
]

function readParts(text: string): Part[] {
  let clear = text
  for (const [pattern, word] of shortUnits) clear = clear.replace(pattern, word)
  const parts: Part[] = [newPart()]
  const last = () => parts[parts.length - 1]!
  let urban = false
  let pending: { unit: Unit; loose: boolean } | undefined
  const tokens = [...clear.matchAll(/[\p{L}\p{M}\p{N}'’ʼ‘`´]+\.?/gu)].slice(0, 24)
  const folded = tokens.map(([token]) => fold(token))
  const hasHromada = folded.some((word) => unitWord(word)?.unit === 'hromada')
  for (const [index, match] of tokens.entries()) {
    const word = folded[index]!
    if (word === '') continue
    const part = last()
    const joined = index > 0 && clear[match.index - 1] === '-'
    const unit = joined ? undefined : unitWord(word)
    // “С” is a preposition before it is a village.
    const dotted = word.length > 1 || /^[гмm]$/.test(word) || match[0].endsWith('.')
    const standsAlone = unit?.short === undefined || (dotted && index < tokens.length - 1)
    if (isConjunction(word) && part.words.length > 0 && index < tokens.length - 1) {
      parts.push(newPart())
      continue
    }
    if (word === 'of' && part.unit !== undefined && part.words.length > 0) {
      parts.push(newPart())
      continue
    }
    if (
      part.words.length === 0 &&
      isLeading(word) &&
      index < tokens.length - 1 &&
      !(unit !== undefined && standsAlone)
    )
      continue
    if (hasHromada && finerWord(word) !== '') part.finer = finerWord(word)
    else if (isUrban(word)) part.urban = urban = true
    else if (isFacility(word)) part.facility = true
    else if (unit !== undefined && standsAlone && !isName(tokens.length, unit.unit, word, folded)) {
      const says = urban && unit.unit === 'district' ? 'city' : unit.unit
      const loose = unit.loose !== undefined
      if (part.words.length === 0) {
        // “City district”, “village district”: the later word is the kind, the first says whose.
        if (pending !== undefined && pending.unit === 'city' && unit.unit === 'district') part.ofCity = true
        pending = { unit: says, loose }
      } else if (part.unit === undefined) {
        part.unit = says
        part.loose = loose
      } else if (part.prefixed && part.words.length > 1) moveLast(parts, { unit: says, loose })
      else if (part.unit === 'city' && unit.unit === 'district' && !part.prefixed) {
        part.unit = 'district'
        part.ofCity = true
      }
      urban = false
    } else if (
      isBesideUnit(word) &&
      (part.words.length === 0 || index === tokens.length - 1 || nextIsUnit(folded, index))
    )
      continue
    else {
      // A name after “X district” is what the district belongs to.
      const into = part.unit !== undefined && part.words.length > 0 && !part.prefixed ? newPart() : part
      if (into !== part) parts.push(into)
      if (pending !== undefined && into.words.length === 0) {
        into.unit = pending.unit
        into.loose = pending.loose
        into.prefixed = true
        pending = undefined
      }
      into.words.push(word)
      into.shortened.push(match[0].endsWith('.') && index < tokens.length)
    }
  }
  const end = last()
  if (pending !== undefined && end.words.length === 0 && parts.length === 1 && end.unit === undefined)
    end.words.push(...folded.filter((word) => unitWord(word) !== undefined).slice(0, 1))
  if (urban && hasHromada === false && last().unit === 'district') last().unit = 'city'
  return parts
}

function moveLast(parts: Part[], { unit, loose }: Pick<Part, 'loose'> & { readonly unit: Unit }): void {
  const part = parts[parts.length - 1]!
  const moved = newPart()
  moved.words.push(part.words.pop()!)
  moved.shortened.push(part.shortened.pop()!)
  moved.unit = unit
  moved.loose = loose
  parts.push(moved)
}

function nextIsUnit(folded: readonly string[], index: number): boolean {
  const next = folded[index + 1]
  return next !== undefined && (unitWord(next) !== undefined || isUrban(next) || isBesideUnit(next))
}

/** “Город” alone, or a unit word that is all there is, is a name. */
function isName(count: number, _unit: Unit, _word: string, folded: readonly string[]): boolean {
  return count === 1 || folded.every((each) => each === '' || unitWord(each) !== undefined)
}

function isConjunction(word: string): boolean {
  return /^(?:и|та|і|й|and|also|или|або)$/.test(word)
}

const latinTwins: { readonly [latin: string]: string } = {
  ...{ a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у', i: 'і', k: 'к', m: 'м', t: 'т' },
  ...{
    A: 'А',
    B: 'В',
    C: 'С',
    E: 'Е',
    H: 'Н',
    I: 'І',
    K: 'К',
    M: 'М',
    O: 'О',
    P: 'Р',
    T: 'Т',
    X: 'Х',
    Y: 'У',
  },
}
const cyrillicTwins = Object.fromEntries(Object.entries(latinTwins).map(([latin, twin]) => [twin, latin]))

/** Letters of the other script that only look right become what they look like; others are left to be sounded. */
function oneScript(text: string): string {
  return text.replace(/[\p{L}\p{M}’'ʼ]+/gu, (word) => {
    const latin = word.match(/\p{Script=Latin}/gu) ?? []
    const cyrillic = word.match(/\p{Script=Cyrillic}/gu) ?? []
    if (latin.length === 0 || cyrillic.length === 0) return word
    if (latin.every((letter) => latinTwins[letter] !== undefined) && cyrillic.length >= latin.length)
      return word.replace(/\p{Script=Latin}/gu, (letter) => latinTwins[letter]!)
    if (cyrillic.every((letter) => cyrillicTwins[letter] !== undefined))
      return word.replace(/\p{Script=Cyrillic}/gu, (letter) => cyrillicTwins[letter]!)
    return word
  })
}

/** What the text around a printed name tells: the unit word of its list, the region or city it is said to lie in, its companions. */
import { adjectiveForm, isLandName, rootOf, stemOf } from '../inflection.ts'
import { fold, type Unit } from '../place-name.ts'
import { joined, type NameKeys } from './name-keys.ts'
import type { PrintedPart } from './printed-name.ts'
import { isBesideUnit, isUrban, unitWord } from './unit-lexicon.ts'

export interface Beside {
  /** The unit word that the name shares with its list. */
  readonly unit: Unit | undefined
  readonly in: readonly PrintedPart[]
  /** For each other name in it, the entries that it may be. */
  readonly companions: readonly (readonly number[])[]
}

interface Token {
  readonly raw: string
  readonly folded: string
  /** What stands between it and the word before. */
  readonly before: string
  readonly capital: boolean
}

export const noBeside: Beside = { unit: undefined, in: [], companions: [] }
const mostLetters = 2_000
const mostTokens = 240

/** `text` is the printed name; `beside` other names, or the sentence in which it stands. */
export function readBeside(text: string, beside: string, keys: NameKeys): Beside {
  const tokens = tokensOf(beside.slice(0, mostLetters))
  if (tokens.length === 0) return noBeside
  const asked = tokensOf(text.slice(0, 200)).filter(({ raw }) => raw !== '')
  const [from, to] = findMention(tokens, asked)
  const shared = to === 0 ? undefined : sharedUnit(tokens, from, to)
  const own = new Set(asked.map(({ folded }) => folded))
  return {
    unit: shared?.unit,
    in: to === 0 ? [] : liesIn(tokens, to, shared?.at),
    companions: companionsOf(tokens, from, to, own, keys),
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}'’ʼ]+/gu)) {
    if (tokens.length === mostTokens) break
    const [raw] = match
    tokens.push({
      raw,
      folded: fold(raw),
      before: text.slice(end, match.index),
      capital: /^\p{Lu}/u.test(raw),
    })
    end = match.index + raw.length
  }
  return tokens
}

/** Where the name stands: its longest run of words from the first on. */
function findMention(tokens: readonly Token[], asked: readonly Token[]): readonly [number, number] {
  const words = asked.map(({ folded }) => folded)
  const cut = asked.findIndex(({ before }, index) => index > 0 && /…|\.\.\./u.test(before))
  const wanted = cut > 0 ? words.slice(0, cut) : words
  if (wanted.length === 0) return [0, 0]
  for (let i = 0; i + wanted.length <= tokens.length; i++)
    if (wanted.every((word, j) => tokens[i + j]!.folded === word)) return [i, i + wanted.length]
  return [0, 0]
}

const listWords = /^(?:и|та|і|й|and|а|також|также|or|или|або|plus|in|в|у|во|the)$/
const fillers =
  /^(?:of|the|are|is|were|was|include|includes|including|included|concerned|concern|following|namely|such|as|named|called|affected|where|sirens|on|in|for|to|это|следующих|таких|как|а|именно|наступних|таких|як)$/

/** Over the rest of a list to the unit word that ends it, or back to the one that opens it. */
function sharedUnit(
  tokens: readonly Token[],
  from: number,
  to: number,
): { readonly unit: Unit; readonly at: number } | undefined {
  const form = adjectiveForm(tokens[to - 1]!.folded)
  const latin = /[a-z]/.test(tokens[to - 1]!.folded)
  let urban = false
  for (let i = to; i < tokens.length && i < to + 24; i++) {
    const token = tokens[i]!
    if (/[.;:!?()]/u.test(token.before)) break
    if (isUrban(token.folded)) urban = true
    const unit = unitWord(token.folded)
    if (unit !== undefined && unit.short === undefined) {
      const near = tokens.slice(to, i).every(({ folded }) => isBesideUnit(folded) || isUrban(folded))
      if (/,/u.test(token.before) || (!near && !listed(tokens, to, i))) break
      if (!near && form === 'no' && !(latin && unit.number === 'many')) break
      if (!near && form !== 'yes' && !latin && /(?:к[еау])$/.test(tokens[to - 1]!.folded)) break
      return { unit: urban && unit.unit === 'district' ? 'city' : unit.unit, at: i }
    }
    if (
      !token.capital &&
      !listWords.test(token.folded) &&
      !isBesideUnit(token.folded) &&
      !isUrban(token.folded)
    )
      break
  }
  return unitBefore(tokens, from, form)
}

/** Whether commas and “and” stand between the names, as in one list. */
function listed(tokens: readonly Token[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const { folded, before, capital } = tokens[i]!
    if (capital && !/[,/–—-]/u.test(before) && !listWords.test(tokens[i - 1]?.folded ?? '')) {
      if (i === from) return false
    }
    if (/[.;:!?()]/u.test(before)) return false
    if (folded === '') return false
  }
  return true
}

function unitBefore(
  tokens: readonly Token[],
  from: number,
  form: 'yes' | 'maybe' | 'no',
): { readonly unit: Unit; readonly at: number } | undefined {
  let filled = 0
  for (let i = from - 1; i >= 0 && i >= from - 30; i--) {
    const { folded, capital } = tokens[i]!
    const after = tokens[i + 1]!.before
    if (/[.;!?()]/u.test(after)) return undefined
    const unit = unitWord(folded)
    if (unit !== undefined && unit.short === undefined) {
      const next = i === from - 1
      if (unit.number === 'one' && !next) return undefined
      if (unit.number === 'one' && unit.unit !== 'city' && unit.unit !== 'settlement') return undefined
      // “In the area of X”, “в районе X” says only that it is near.
      if (form === 'yes' && unit.unit === 'city') return undefined
      const urban = i > 0 && isUrban(tokens[i - 1]!.folded)
      return { unit: urban && unit.unit === 'district' ? 'city' : unit.unit, at: -1 }
    }
    if (capital || listWords.test(folded) || /^[a-zа-яіїє]{1,2}$/u.test(folded)) continue
    if (!fillers.test(folded) || ++filled > 5) return undefined
  }
  return undefined
}

/** “… Астраханской области”, “(Одесская область”, “… of Donetsk” right after it. */
function liesIn(tokens: readonly Token[], to: number, unitAt: number | undefined): PrintedPart[] {
  let at = to
  if (unitAt !== undefined && unitAt >= to) at = unitAt + 1
  else
    while (at < tokens.length && at < to + 3 && tokens[at]!.before.trim() === '' && unitOrBeside(tokens[at]!))
      at++
  const saidUnit = at > to || (tokens[to - 1] !== undefined && unitOrBeside(tokens[to - 1]!))
  const words: string[] = []
  for (let i = at; i < tokens.length && i < at + 5; i++) {
    const { folded, before, capital } = tokens[i]!
    if (i > at ? !/^[\s-]*$/u.test(before) : !/^\s*[,(–—]?\s*[«"“]?$/u.test(before)) break
    const unit = unitWord(folded)
    if (unit?.unit === 'region' && words.length > 0)
      return [{ words, unit: unit.unit, loose: unit.loose !== undefined }]
    if (capital) words.push(folded)
    else if (!/^(?:of|in|the|в|у)$/.test(folded) || words.length > 0) break
  }
  const first = tokens[at]
  if (!saidUnit || first === undefined || words.length === 0 || /\S/u.test(first.before)) return []
  return [{ words: words.slice(0, 1), unit: undefined, loose: false }]
}

function unitOrBeside({ folded }: Token): boolean {
  return unitWord(folded)?.short === undefined && (unitWord(folded) !== undefined || isBesideUnit(folded))
}

const mostCompanions = 24
/** A name that so many areas bear tells nothing about where it is. */
const mostNamesakes = 12

function companionsOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  own: ReadonlySet<string>,
  keys: NameKeys,
): number[][] {
  const found: number[][] = []
  for (let i = 0; i < tokens.length && found.length < mostCompanions; i++) {
    const { capital, folded } = tokens[i]!
    if (!capital || (i >= from && i < to) || own.has(folded) || folded.length < 3) continue
    for (let length = 3; length >= 1; length--) {
      const parts = tokens.slice(i, i + length)
      if (parts.length < length || parts.slice(1).some(({ before }) => !/^[\s-]?$/u.test(before))) continue
      const words = parts.map((part) => part.folded)
      const last = words[length - 1]!
      const exact = keys.byStem.get(joined(words, stemOf))
      const named =
        exact ??
        (isLandName(last) || adjectiveForm(last) === 'yes'
          ? keys.byRoot.get(joined(words, rootOf))
          : undefined)
      if (named === undefined) continue
      if (named.length <= mostNamesakes) found.push([...named])
      i += length - 1
      break
    }
  }
  return found
}

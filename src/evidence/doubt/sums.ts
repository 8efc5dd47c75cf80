/** Sums that do not come out: parts against their total, what was sent against what became of it, more of them than there were. */
import { doubt, quoteIn, type DoubtRule, type Examined, type Sentence, type SaidNumber } from './examined.ts'
import type { QuoteIn, TextDoubt } from './doubt.ts'
import { harmCounted } from './harm-counted.ts'
import { monthOf } from './words/calendar.ts'
import type { Harm } from './words/harm.ts'
import {
  fateOf,
  notAPart,
  notWord,
  partly,
  reaching,
  thingOf,
  type Fate,
  type Thing,
} from './words/tallies.ts'

export const sums: DoubtRule = (examined) => {
  const bySentence = examined.sentences.map((): SaidNumber[] => [])
  let at = 0
  if (examined.sentences.length === 0) return []
  for (const number of examined.numbers) {
    while (at < examined.sentences.length - 1 && examined.sentences[at]!.to <= number.from) at++
    const own = bySentence[at]!
    // A table of figures is no sentence to be summed up.
    if (own.length < mostOfSentence && isCount(examined, number)) own.push(number)
  }
  return [
    ...examined.sentences.flatMap((sentence) => listed(examined, sentence, bySentence)),
    ...fatesOfAll(examined, bySentence),
    ...moreThanThereWere(examined),
  ]
}

const mostOfSentence = 24

const quoteFrom = ({ text, words }: Examined, from: number, to: number): QuoteIn =>
  quoteIn(text, words[from]!.start, words[to - 1]!.end)

/** Years, dates, percentages and parts of names are no counts. */
function isCount({ words, text }: Examined, { from, to, value }: SaidNumber): boolean {
  const next = words[to]
  const previous = words[from - 1]
  if (monthOf(next?.folded ?? '') !== undefined || monthOf(previous?.folded ?? '') !== undefined) return false
  if (/^\s?%/.test(next?.before ?? text.slice(words[to - 1]!.end, words[to - 1]!.end + 2))) return false
  if (value >= 1_900 && value < 2_100 && to - from === 1 && /^\d{4}$/.test(words[from]!.text)) return false
  if (!Number.isInteger(value)) return false
  if (next !== undefined && /^[-–‑\s]$/u.test(next.before) && notAPart.test(next.folded)) return false
  // “Group 2”, “Unit 4”, “№ 3”, “Ту-95”, “route 7”.
  if (/[№#]\s?$/.test(words[from]!.before) || /^[-–‑]$/u.test(next?.before ?? '')) return false
  return (
    previous === undefined ||
    !/^(?:group|unit|route|house|number|article|category|magnitude|level|shahed|fpv|f|su|статья|дом|пункт|маршрут)$/.test(
      previous.folded,
    )
  )
}

/** “25 drones were destroyed: 14 above …, 8 above …, 3 more above …”, on one line or as a list. */
function listed(
  examined: Examined,
  sentence: Sentence,
  bySentence: readonly (readonly SaidNumber[])[],
): TextDoubt[] {
  const { words, sentences } = examined
  const counted = bySentence[sentence.index]![0]
  const colon = counted === undefined ? undefined : colonIn(examined, sentence, counted.to)
  if (colon === undefined) return []
  const before = bySentence[sentence.index]!.filter(({ to }) => to <= colon)
  const total = before.at(-1)
  if (total === undefined || before.length > 1 || total.bound !== 'exactly') return []
  const thing = countedNear(examined, total)
  if (
    thing === undefined ||
    partly.test(` ${foldedOf(examined, total.to, Math.min(sentence.to, colon + 3))} `)
  )
    return []
  let parts = bySentence[sentence.index]!.filter(({ from }) => from >= colon)
  let last = sentence
  if (colon === sentence.to) {
    for (let i = sentence.index + 1; i < Math.min(sentences.length, sentence.index + 40); i++) {
      const own = bySentence[i]!
      if (!words[sentences[i]!.from]!.before.includes('\n') || own.length !== 1) break
      parts = [...parts, own[0]!]
      last = sentences[i]!
    }
  }
  if (parts.length < 2) return []
  // Each part is of the same thing, or says nothing of what it is.
  const isPart = (part: SaidNumber) => {
    if (part.bound !== 'exactly') return false
    const own = countedNear(examined, part)
    return own === thing || (own === undefined && opensPlace(examined, part))
  }
  if (!parts.every(isPart)) return []
  const sum = parts.reduce((all, { value }) => all + value, 0)
  if (sum === total.value) return []
  return [
    doubt(
      'arithmetic-gap',
      `The parts come to ${sum}, not to ${total.value} (${parts.map(({ value }) => value).join(' + ')}).`,
      quoteFrom(examined, total.from, Math.min(colon, total.to + 2)),
      quoteFrom(examined, parts[0]!.from, Math.min(last.to, parts.at(-1)!.to + 2)),
    ),
  ]
}

function foldedOf({ words }: Examined, from: number, to: number): string {
  return words
    .slice(from, to)
    .map(({ folded }) => folded)
    .join(' ')
}

/** The word after the colon that opens a list, the first one behind a count; the sentence’s end when the list stands on the lines below. */
function colonIn({ words, text }: Examined, { from, to }: Sentence, after: number): number | undefined {
  for (let i = Math.max(from + 1, after); i < to; i++) if (/^["»”)]?\s*:\s/u.test(words[i]!.before)) return i
  const behind = words[to]?.before ?? text.slice(words[to - 1]!.end)
  return /^["»”)]?\s*:\s*\n/u.test(behind) ? to : undefined
}

function thingAfter({ words }: Examined, { to }: SaidNumber): Thing | undefined {
  for (let i = to; i < Math.min(words.length, to + 4); i++) {
    if (/[,.;:()!?\n—–]/u.test(words[i]!.before)) return undefined
    const thing = thingOf(words[i]!.folded)
    if (thing !== undefined) return thing
  }
  return undefined
}

function thingNear(examined: Examined, number: SaidNumber): Thing | undefined {
  const after = thingAfter(examined, number)
  if (after !== undefined) return after
  for (let i = number.from - 1; i >= Math.max(0, number.from - 4); i--) {
    if (/[,.;:()!?\n—–]/u.test(examined.words[i + 1]!.before)) return undefined
    const thing = thingOf(examined.words[i]!.folded)
    if (thing !== undefined) return thing
  }
  return undefined
}

/** Drones, missiles, or what befell people. */
function countedNear(examined: Examined, number: SaidNumber): Thing | Harm | undefined {
  return thingNear(examined, number) ?? harmCounted(examined, number, 0, examined.words.length)?.harm
}

/** “14 above …”, “8 – над …”, “3 more over”, or the end of the item. */
function opensPlace({ words }: Examined, { to }: SaidNumber): boolean {
  const next = words[to]
  if (next === undefined || /[,;:()\n—–.-]/u.test(next.before)) return true
  return /^(?:above|over|in|on|near|at|more|each|by|and|в|во|на|над|по|у|під|и|та|і|ще|еще|штук|од|ед)$/u.test(
    next.folded,
  )
}

interface Told {
  readonly number: SaidNumber
  readonly fate: Fate
  readonly thing: Thing | undefined
}

/** “104 drones attacked; 57 were shot down, 39 more were lost”: 8 are unaccounted for. */
function fatesOfAll(examined: Examined, bySentence: readonly (readonly SaidNumber[])[]): TextDoubt[] {
  const { sentences } = examined
  const found: TextDoubt[] = []
  for (const sentence of sentences) {
    const first = bySentence[sentence.index]!
    const sent = first.map((number) => ({
      number,
      fate: fateNear(examined, sentence, number),
      thing: thingNear(examined, number),
    }))
    const opener = sent.find(({ fate, thing }) => fate === 'sent' && thing !== undefined)
    if (opener === undefined) continue
    const told: Told[] = []
    let rest = ''
    for (const next of sentences.slice(sentence.index, sentence.index + 3)) {
      rest += next.folded
      for (const number of bySentence[next.index]!) {
        const fate = fateNear(examined, next, number)
        if (fate === undefined || number === opener.number) continue
        told.push({ number, fate, thing: thingNear(examined, number) })
      }
    }
    // Two kinds of weapons, or two attacks, are not added up.
    if (told.some(({ fate, thing }) => fate === 'sent' || (thing !== undefined && thing !== opener.thing)))
      continue
    const of = (fate: Fate) => told.filter((one) => one.fate === fate)
    if (of('shot').length !== 1 || of('lost').length > 1 || of('hit').length > 1) continue
    const accounted = told.reduce((sum, { number }) => sum + number.value, 0)
    const left = opener.number.value - accounted
    if (told.some(({ number }) => number.bound !== 'exactly') || opener.number.bound !== 'exactly') continue
    const restIsSaid = rest.split(' ').some((word) => fateOf(word) === 'rest')
    // Where only those shot down are counted, the others are not lost count of.
    if (left === 0 || (left > 0 && (restIsSaid || of('lost').length === 0 || of('hit').length > 0))) continue
    found.push(
      doubt(
        'arithmetic-gap',
        left > 0
          ? `Of ${opener.number.value}, ${told.map(({ number }) => number.value).join(' and ')} are accounted for; what became of ${left} is not said.`
          : `More are accounted for (${told.map(({ number }) => number.value).join(' + ')}) than the ${opener.number.value} that there were.`,
        quoteFrom(examined, opener.number.from, opener.number.to + 1),
        ...stretch(examined, told),
      ),
    )
  }
  return found
}

function stretch(examined: Examined, told: readonly Told[]): QuoteIn[] {
  const numbers = told.map(({ number }) => number)
  return [
    quoteFrom(
      examined,
      Math.min(...numbers.map(({ from }) => from)),
      Math.max(...numbers.map(({ to }) => to)),
    ),
  ]
}

/** What the clause of the number says became of it. */
function fateNear(examined: Examined, { from, to }: Sentence, number: SaidNumber): Fate | undefined {
  const { words } = examined
  for (let i = number.to; i < Math.min(to, number.to + 9); i++) {
    if (/[,;:.()\n—]/u.test(words[i]!.before) || /^(?:and|и|та|і|а)$/.test(words[i]!.folded)) break
    if (/^\d/.test(words[i]!.text)) break
    const fate = fateAt(examined, i)
    if (fate !== undefined) return fate
  }
  for (let i = number.from - 1; i >= Math.max(from, number.from - 6); i--) {
    if (/[,;:.()\n—]/u.test(words[i + 1]!.before)) break
    const fate = fateAt(examined, i)
    if (fate !== undefined) return fate
    if (/^\d/.test(words[i]!.text)) break
  }
  // “104 drones, Shaheds and decoys of several kinds, attacked …”: the first number of its sentence has the sentence’s verb.
  for (let i = number.to; i < Math.min(to, number.to + 20); i++) {
    if (/^\d/.test(words[i]!.text) || /[;.:]/.test(words[i]!.before)) return undefined
    if (fateAt(examined, i) === 'sent') return 'sent'
  }
  return undefined
}

function fateAt({ words }: Examined, at: number): Fate | undefined {
  const { folded } = words[at]!
  if (!reaching.test(folded)) return fateOf(folded)
  return [at - 1, at - 2].some((before) => notWord.test(words[before]?.folded ?? '')) ? 'lost' : 'hit'
}

/** “12 of 10 drones”. */
function moreThanThereWere(examined: Examined): TextDoubt[] {
  const { numbers, words } = examined
  return numbers.flatMap((number, index): TextDoubt[] => {
    const whole = numbers[index + 1]
    if (
      whole === undefined ||
      whole.from !== number.to + 1 ||
      !/^(?:of|из|із|з)$/.test(words[number.to]!.folded)
    )
      return []
    if (/\S/.test(words[number.to]!.before.concat(words[whole.from]!.before))) return []
    if (!isCount(examined, number) || !isCount(examined, whole) || number.value <= whole.value) return []
    if (whole.value < 2 || thingNear(examined, whole) === undefined) return []
    const quote = quoteFrom(examined, number.from, whole.to)
    return [doubt('arithmetic-gap', `“${quote.text}” is more than there were.`, quote)]
  })
}

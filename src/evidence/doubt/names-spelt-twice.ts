/** One person under two spellings in a text, or a name close to that of the known holder of an office; the cases of a name are one spelling. */
import { fold, resemblance, soundKey, stemOf } from '#areas'
import { doubt, quoteIn, type DoubtRule, type Examined } from './examined.ts'
import { unitOf } from '../text/unit-words.ts'
import type { TextDoubt } from './doubt.ts'
import { knownPeople } from './known-people.ts'

interface Named {
  readonly first: string | null
  readonly title: string | null
  /** By sound, without its case. */
  readonly surname: string
  readonly sound: string
  readonly text: string
  readonly start: number
  readonly end: number
}

const titles =
  /^(?:governor|gov|mayor|president|minister|general|colonel|spokesman|spokeswoman|spokesperson|secretary|director|chief|head|губернатор\S{0,2}|мэр\S{0,2}|глав(?:а|ы|е|у|ой)|президент\S{0,2}|министр\S{0,2}|генерал\S{0,2}|мер\S{0,2}|очільник\S{0,2}|начальник\S{0,2}|міністр\S{0,2})$/u

export const namesSpeltTwice: DoubtRule = (examined) => {
  const names = namesOf(examined)
  return [...twice(examined, names), ...closeToKnown(examined, names)]
}

/** “Igor Artamonov”, “Governor Artamonov”; a name with a title or a first name. */
function namesOf({ words }: Examined): Named[] {
  const names: Named[] = []
  const isName = (at: number) => {
    const word = words[at]
    return (
      word !== undefined &&
      word.capital === 'yes' &&
      word.text.length >= 4 &&
      /^\p{L}[\p{Ll}'’]+$/u.test(word.text) &&
      unitOf(word.folded.replace(/s$/, '')) === undefined
    )
  }
  const joined = (at: number) => words[at]?.before === ' '
  for (let i = 1; i < words.length; i++) {
    if (!isName(i) || !joined(i)) continue
    const word = words[i]!
    const before = words[i - 1]!
    const title = titles.test(before.folded)
      ? before.folded
      : titles.test(words[i - 2]?.folded ?? '') && joined(i - 1)
        ? words[i - 2]!.folded
        : null
    const first = isName(i - 1) && !titles.test(before.folded) ? before.folded : null
    if (first === null && title === null) continue
    // The first of two capitals is the first name, not the surname.
    if (isName(i + 1) && joined(i + 1)) continue
    const sound = soundKey(word.folded.replace(/s$/, (s) => (/['’]s$/u.test(word.text) ? '' : s)))
    names.push({
      ...{ first: first === null ? null : stemOf(first), title: title === null ? null : title.slice(0, 5) },
      ...{ surname: stemOf(word.folded), sound, text: word.text, start: word.start, end: word.end },
    })
    if (names.length >= 120) break
  }
  return names
}

function twice(examined: Examined, names: readonly Named[]): TextDoubt[] {
  const different: Named[] = []
  for (const name of names)
    if (!different.some(({ surname, first }) => surname === name.surname && first === name.first))
      different.push(name)
  const found: TextDoubt[] = []
  const seen = new Set<string>()
  for (const [index, name] of different.slice(0, 40).entries())
    for (const other of different.slice(0, index)) {
      if (name.surname === other.surname || name.surname.charAt(0) !== other.surname.charAt(0)) continue
      const isOne =
        (name.first !== null && name.first === other.first) ||
        (name.title !== null && name.title === other.title && (name.first === null || other.first === null))
      if (!isOne || seen.has(`${other.surname}/${name.surname}`)) continue
      if (Math.min(name.surname.length, other.surname.length) < 4) continue
      const alike = resemblance(name.surname, other.surname, 0.6)
      // A case ending more is no other name: “Артамонов” and “Артамонову”, “Klitschko’s”.
      if (alike < 0.62 || name.surname.startsWith(other.surname) || other.surname.startsWith(name.surname))
        continue
      seen.add(`${other.surname}/${name.surname}`)
      found.push(
        doubt(
          'name-error',
          `“${other.text}” and “${name.text}” look like one person spelt in two ways, or two people; find out which.`,
          quoteIn(examined.text, other.start, other.end),
          quoteIn(examined.text, name.start, name.end),
        ),
      )
    }
  return found.slice(0, 5)
}

const known = knownPeople.map((person) => {
  const [first, last] = person.name.split(' ').map((part) => soundKey(fold(part))) as [string, string]
  return { ...person, first, last, stem: stemOf(fold(person.name.split(' ').at(-1)!)) }
})

function closeToKnown(examined: Examined, names: readonly Named[]): TextDoubt[] {
  let whole: string | undefined
  const found: TextDoubt[] = []
  const seen = new Set<string>()
  for (const { first, title, surname, text, start, end } of names) {
    const tried = `${first} ${surname}`
    if (seen.has(tried) || seen.has(surname) || surname.length < 4) continue
    seen.add(tried)
    for (const person of known) {
      if (person.stem.charAt(0) !== surname.charAt(0)) continue
      const alike = resemblance(surname, person.stem, 0.55)
      // Above it is another transliteration or case.
      if (alike < 0.6 || alike > 0.9) continue
      if (
        first === null
          ? title === null || !/^(?:gover|губер|мэр|мер|mayor|head|глав|очіль)/u.test(title)
          : resemblance(first, stemOf(person.first), 0.6) < 0.7
      )
        continue
      whole ??= examined.sentences.map(({ folded }) => folded).join('')
      if (!person.beside.test(whole)) continue
      seen.add(surname)
      found.push(
        doubt(
          'name-error',
          `“${text}” is close to ${person.name}, ${person.office}; it may be a slip for that name.`,
          quoteIn(examined.text, start, end),
        ),
      )
      break
    }
  }
  return found.slice(0, 5)
}

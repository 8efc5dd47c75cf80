/**
 * The full name of who is known by a surname alone (“Gladkov” where Belgorod is spoken of), so that one speaker is one name across
 * documents. The text’s own spelling stays in the statement’s `speakerQuote`; a spelling that differs is doubted besides.
 */
import { fold, resemblance, soundKey } from '#areas'
import type { TextLanguage } from '../text/text-language.ts'
import { knownPeople } from '../doubt/known-people.ts'
import { cyrillicFirstName } from './words/first-names.ts'

/** What an office is called in the three languages, and the nouns that point back to its holder. */
interface Office {
  readonly role: { readonly [language in TextLanguage]: string }
  readonly heads: readonly string[]
}
const office = (en: string, ru: string, uk: string, heads: string): Office => ({
  role: { en, ru, uk },
  heads: heads.split(' '),
})
const presidents = 'president leader президент лидер лідер'
const ministers = 'minister министр міністр'
const speakers =
  'spokesman spokeswoman spokesperson представитель представительница пресс-секретарь секретарь речник речниця'

/** Surnames that stand for one person wherever states are spoken of. */
const everywhere: readonly (readonly [name: string, office: Office | null])[] = [
  ['Vladimir Putin', office('president of Russia', 'президент России', 'президент Росії', presidents)],
  [
    'Volodymyr Zelensky',
    office('president of Ukraine', 'президент Украины', 'президент України', presidents),
  ],
  ['Dmitry Medvedev', null],
  [
    'Sergei Lavrov',
    office(
      'foreign minister of Russia',
      'министр иностранных дел России',
      'міністр закордонних справ Росії',
      ministers,
    ),
  ],
  ['Sergei Shoigu', null],
  [
    'Maria Zakharova',
    office(
      'spokeswoman of the Russian foreign ministry',
      'официальный представитель МИД России',
      'речниця МЗС Росії',
      speakers,
    ),
  ],
  [
    'Alexander Lukashenko',
    office('president of Belarus', 'президент Белоруссии', 'президент Білорусі', presidents),
  ],
  [
    'Oleksandr Syrskyi',
    office(
      'commander-in-chief of the Armed Forces of Ukraine',
      'главнокомандующий ВСУ',
      'головнокомандувач ЗСУ',
      'commander chief главнокомандующий главком головнокомандувач головком',
    ),
  ],
  [
    'Kyrylo Budanov',
    office(
      'head of Ukrainian military intelligence',
      'начальник ГУР',
      'начальник ГУР',
      'head chief глава начальник очільник',
    ),
  ],
  [
    'Valery Gerasimov',
    office(
      'chief of the Russian General Staff',
      'начальник Генштаба России',
      'начальник Генштабу РФ',
      'chief начальник',
    ),
  ],
  [
    'Andrei Belousov',
    office('defence minister of Russia', 'министр обороны России', 'міністр оборони Росії', ministers),
  ],
  [
    'Yuriy Ihnat',
    office(
      'spokesman of the Ukrainian Air Force',
      'представитель Воздушных сил Украины',
      'речник Повітряних сил',
      speakers,
    ),
  ],
  [
    'Igor Konashenkov',
    office(
      'spokesman of the Russian defence ministry',
      'представитель Минобороны России',
      'речник Міноборони РФ',
      speakers,
    ),
  ],
  ['Dmitry Peskov', null],
  ['Donald Trump', office('president of the United States', 'президент США', 'президент США', presidents)],
  ['Joe Biden', null],
  ['Emmanuel Macron', office('president of France', 'президент Франции', 'президент Франції', presidents)],
]
const states =
  /russia|belarus|minsk|poland|warsaw|nato|europe|president|washington|росси|беларус|белорус|минск|білорус|мінськ|польш|польщ|нато|европ|європ|президент|ukrain|kremlin|moscow|kyiv|росси|росі|україн|украин|кремл|москв|київ|києв|киев/u

interface Holder {
  readonly name: string
  readonly first: string
  readonly surname: string
  readonly beside: RegExp
  readonly office: Office | null
}

/** Offices as the list of known people calls them. */
function officeCalled(english: string): Office {
  const [, title = '', where = ''] = /^(governor|head|mayor) of (.+)$/u.exec(english) ?? []
  if (title === 'governor')
    return office(english, 'губернатор', 'губернатор', 'governor head губернатор глава голова очільник')
  if (title === 'head')
    return office(
      `head of ${where.replace(/ Oblast$/u, '')} Regional Military Administration`,
      'глава областной военной администрации',
      'начальник обласної військової адміністрації',
      'governor head chief губернатор глава начальник голова очільник',
    )
  if (title === 'mayor') return office(english, 'мэр', 'мер', 'mayor мэр мер градоначальник')
  if (english.startsWith('spokesman of the Russian president'))
    return office(english, 'пресс-секретарь президента России', 'прес-секретар президента РФ', speakers)
  return office(
    english,
    'генеральный директор МАГАТЭ',
    'генеральний директор МАГАТЕ',
    'director chief директор глава',
  )
}

const known = knownPeople.map(({ name, beside, office }) => ({ name, beside, office: officeCalled(office) }))
const holders: readonly Holder[] = [
  ...known,
  ...everywhere.map(([name, held]) => ({
    ...{ name, beside: states },
    office: held ?? known.find((one) => one.name === name)?.office ?? null,
  })),
].map(({ name, beside, office }) => {
  const [first, ...rest] = name.split(' ') as [string, ...string[]]
  return { name, beside, office, first: soundKey(fold(first)), surname: soundKey(fold(rest.join(' '))) }
})

export interface OfficeHolder {
  /** Null where the text’s own name is full, or cannot be made so. */
  readonly name: string | null
  readonly role: string | null
  /** Nouns of the office, in all three languages. */
  readonly heads: readonly string[]
}

/** A surname alone must sound the same; with its first name it may be misspelt. */
const same = 0.93
const misspelt = 0.7

/** `parts` of the name as read, nominative; undefined where nobody known is surely meant. */
export function holderNamed(
  parts: readonly string[],
  text: () => string,
  language: TextLanguage,
): OfficeHolder | undefined {
  const surname = parts[parts.length - 1]!
  const key = soundKey(fold(surname))
  const first = parts.length > 1 ? soundKey(fold(parts[0]!)) : undefined
  if (parts.length > 2) return undefined
  for (const holder of holders) {
    if (holder.surname.charAt(0) !== key.charAt(0)) continue
    const least = first === undefined ? same : misspelt
    if (resemblance(key, holder.surname, least) < least) continue
    if (first !== undefined && resemblance(first, holder.first, 0.8) < 0.8) continue
    if (!holder.beside.test(text())) continue
    const about = { role: holder.office?.role[language] ?? null, heads: holder.office?.heads ?? [] }
    if (language === 'en') return { name: holder.name, ...about }
    if (first !== undefined) return { name: null, ...about }
    const given = cyrillicFirstName(holder.name.split(' ')[0]!, language)
    return given === undefined ? undefined : { name: `${given} ${surname}`, ...about }
  }
  return undefined
}

/** A weapon called what it is not, launched from the ground of those it is fired at, or both shot down and on its target. */
import {
  doubt,
  quoteIn,
  rangeOf,
  wordsMet,
  type DoubtRule,
  type Examined,
  type Sentence,
} from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import { weaponsNamed, type WeaponReference } from './reference-ranges.ts'
import { launching } from './words/launching.ts'
import { disputed, sideNames } from './words/sides.ts'

export const weaponsMisplaced: DoubtRule = (examined) => {
  const named = weaponsNamed(examined.sentences)
  return [
    ...calledWrongly(examined, named),
    ...(named.length === 0 ? [] : launchedFromTarget(examined, named)),
    ...struckAndStopped(examined),
    ...allStopped(examined),
  ]
}

/** What the kinds are called right behind or before a weapon’s name. */
const kindWords: readonly (readonly [WeaponReference['kind'], RegExp])[] = [
  ['drone', /^ (?:drones?|uavs?|дрон\S{0,3}|беспилотник\S{0,3}|безпілотник\S{0,3}|бпла) /u],
  ['cruise missile', /^ (?:cruise missiles?|крылат\S+ ракет\S{1,3}|крилат\S+ ракет\S{0,3}) /u],
  ['ballistic missile', /^ (?:ballistic missiles?|баллистическ\S+ ракет\S{1,3}|балістичн\S+ ракет\S{0,3}) /u],
]
/** A Kinzhal is aeroballistic, an Iskander launcher fires both kinds, a Geran is called a missile by some: only what nobody says is wrong. */
const neverCalled: { readonly [kind in WeaponReference['kind']]: readonly WeaponReference['kind'][] } = {
  drone: ['ballistic missile'],
  'cruise missile': ['drone', 'ballistic missile'],
  'ballistic missile': ['drone'],
  'guided bomb': ['drone', 'cruise missile', 'ballistic missile'],
  'rocket artillery': ['drone', 'cruise missile', 'ballistic missile'],
}

function calledWrongly({ text, words, sentences }: Examined, named: readonly WeaponReference[]): TextDoubt[] {
  const found: TextDoubt[] = []
  for (const sentence of sentences)
    for (const weapon of named) {
      const met = weapon.named.exec(sentence.folded)
      if (met === null) continue
      const end = met.index + met[0].length
      const behind = sentence.folded.slice(end - 1, end + 40)
      const wrong = kindWords.find(
        ([kind, said]) => neverCalled[weapon.kind].includes(kind) && said.test(behind),
      )
      if (wrong === undefined) continue
      const called = wrong[1].exec(behind)!
      const { from, to } = rangeOf(sentence, met.index, end - 1 + called[0].length)
      // “Kalibr, drones and …” are two.
      if (words.slice(from + 1, to).some(({ before }) => /[,;:()–—/]/u.test(before))) continue
      const quote = quoteIn(text, words[from]!.start, words[to - 1]!.end)
      found.push(
        doubt(
          'category',
          `“${quote.text}”: the ${weapon.name} is a ${weapon.kind}, not a ${wrong[0]}.`,
          quote,
        ),
      )
    }
  return found
}

const from = /^(?:from|из|с|со|из-под|із|зі|з)$/

/** “A Kinzhal launched from Sumy Oblast”: it was seen there first. */
function launchedFromTarget(
  { text, words, sentences, context }: Examined,
  weapons: readonly WeaponReference[],
): TextDoubt[] {
  return (context.places ?? []).flatMap((place): TextDoubt[] => {
    if (place.decision === 'ask' || !from.test(words[place.from - 1]?.folded ?? '')) return []
    const code = place.candidates[0]?.area.code
    const ground = code?.startsWith('UA') === true ? 'UA' : code?.startsWith('RU') === true ? 'RU' : undefined
    const name = words[place.from]!
    if (ground === undefined || disputed.test(name.folded)) return []
    const sentence = sentences.find((one) => one.from <= place.from && place.from < one.to)
    const launched = sentence === undefined ? null : wordsMet(sentence, launching)
    if (
      sentence === undefined ||
      launched === null ||
      launched.from > place.from ||
      place.from - launched.from > 9
    )
      return []
    const weapon = weapons.find(
      ({ named, firedBy }) => firedBy !== undefined && firedBy !== ground && named.test(sentence.folded),
    )
    if (weapon === undefined) return []
    return [
      doubt(
        'implausible',
        `The ${weapon.name} is fired by ${sideNames[weapon.firedBy!]} from its own ground or airspace; ${text.slice(place.start, place.end)} is more likely where it was first seen.`,
        quoteIn(text, words[launched.from]!.start, place.end),
      ),
    ]
  })
}

const struck =
  / (?:a|an|the|one) (?:\S+ )?(?:drone|uav|missile|rocket) (?:struck|hit|crashed into|rammed|slammed into) | (?:беспилотник|дрон|бпла) (?:ударил|попал|врезался|протаранил) | (?:безпілотник|дрон|бпла) (?:вдарив|влучив|врізався|поцілив) /u
const stopped =
  / (?:the|that|this) (?:\S+ )?(?:drone|uav|missile|rocket) (?:as |was |had been |were )?(?:neutrali[sz]ed|shot down|intercepted|jammed|downed|suppressed) | (?:беспилотник|дрон|бпла) (?:\S+ )?(?:был )?(?:нейтрализован|сбит|подавлен|перехвачен) | (?:безпілотник|дрон|бпла) (?:\S+ )?(?:було |був )?(?:нейтралізовано|нейтралізований|збито|збитий|подавлено|перехоплено|знешкоджено) /u
const moreThanOne =
  / (?:drones|uavs|missiles|rockets|another|second|debris|wreckage|fragments) | (?:беспилотники|беспилотников|дроны|дронов|ракеты|ракет|второй|обломк\S*|фрагмент\S*|еще один) | (?:безпілотники|безпілотників|дрони|дронів|ракети|другий|уламк\S*|ще один) /u

/** “A drone struck the centre” and “the drone was ‘neutralised’”: of one drone, and no debris told of, only one can be. */
function struckAndStopped({ text, words, sentences }: Examined): TextDoubt[] {
  if (sentences.some(({ folded }) => moreThanOne.test(folded))) return []
  const first = firstMet(sentences, struck)
  const second = firstMet(sentences, stopped)
  if (first === undefined || second === undefined || first.sentence === second.sentence) return []
  return [
    doubt(
      'contradiction-between-speakers',
      'One drone or missile is said both to have hit and to have been stopped.',
      ...[first, second]
        .sort((a, b) => a.from - b.from)
        .map((one) => quoteIn(text, words[one.from]!.start, words[one.to - 1]!.end)),
    ),
  ]
}

const everyOne =
  / all (?:\S+ ){0,3}?(?:were|have been) (?:successfully )?(?:shot down|destroyed|intercepted|downed|neutrali[sz]ed) | (?:все|всі|усі) (?:\S+ ){0,2}?(?:беспилотник\S*|безпілотник\S*|дрон\S*|бпла|ракет\S*|цел\S*|ціл\S*) (?:был\S* |бул\S* )?(?:сбит\S*|збит\S*|уничтожен\S*|знищен\S*|перехвачен\S*|перехоплен\S*) | (?:сбит\S*|збит\S*|уничтожен\S*|знищен\S*|перехвачен\S*) (?:все|всі|усі) /u
const onTarget =
  / (?:drones?|uavs?|missiles?|rockets?) (?:struck|hit) | direct hits? | (?:беспилотник\S*|дрон\S*|ракет\S*) (?:попал\S*|ударил\S*|врезал\S*) | прям\S+ попадани\S* | (?:безпілотник\S*|дрон\S*|ракет\S*) (?:влучи\S*|вдари\S*|поціли\S*) | прям\S+ влучання /u

/** “All drones were shot down” and “a drone hit a house”; debris explains it. */
function allStopped({ text, words, sentences }: Examined): TextDoubt[] {
  const stopped = firstMet(sentences, everyOne)
  if (
    stopped === undefined ||
    sentences.some(({ folded }) => / (?:debris|wreckage|fragments|обломк\S*|уламк\S*) /u.test(folded))
  )
    return []
  const hit = firstMet(sentences, onTarget)
  if (hit === undefined) return []
  return [
    doubt(
      'tension',
      'All are said to have been stopped, and yet something was hit.',
      ...[stopped, hit]
        .sort((a, b) => a.from - b.from)
        .map((one) => quoteIn(text, words[one.from]!.start, words[one.to - 1]!.end)),
    ),
  ]
}

function firstMet(sentences: readonly Sentence[], pattern: RegExp) {
  for (const sentence of sentences) {
    const met = wordsMet(sentence, pattern)
    if (met !== null) return { ...met, sentence }
  }
  return undefined
}

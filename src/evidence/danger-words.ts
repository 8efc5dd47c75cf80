/** What dangers, levels and heads of announcements are called in English, Russian and Ukrainian. */
import type { Word } from './text-words.ts'

/** A danger as texts name it; coarser than the catalogue, because “missile danger” does not say which missile. */
export type SaidThreat =
  | 'air-raid'
  | 'drone'
  | 'missile'
  | 'ballistic'
  | 'aeroballistic'
  | 'guided-bomb'
  | 'aircraft'
  | 'artillery'
  | 'chemical'
  | 'radiation'
  | 'other'

export type SaidColour = 'yellow' | 'orange' | 'red'

const threats: readonly (readonly [SaidThreat, RegExp])[] = [
  [
    'drone',
    /^(?:бпла|бплa|беспилот\p{L}*|безпілот\p{L}*|дрон(?:а|у|ы|и|ов|ів|ам|ами|ах|ом)?|шахед\p{L}*|герань|герани|uavs?|drones?|shaheds?|unmanned)$/u,
  ],
  ['ballistic', /^(?:балл?істи[кчц]\p{L}*|баллисти[кч]\p{L}*|ballistics?)$/u],
  [
    'aeroballistic',
    /^(?:кинжал\p{L}*|кинджал\p{L}*|миг31к?|міг31к?|kinzhals?|аэробаллистич\p{L}*|аеробалістич\p{L}*|aeroballistic)$/u,
  ],
  ['missile', /^(?:ракет\p{L}*|missiles?|rockets?)$/u],
  [
    'guided-bomb',
    /^(?:каб(?:ы|и|ів|ов|ам|ами|ах)?|авиабомб\p{L}*|авіабомб\p{L}*|бомб(?:а|ы|и|у|ой|ою|ами|ам)?|bombs?)$/u,
  ],
  [
    'aircraft',
    /^(?:авиаци[яию]\p{L}*|авіаці[яїєю]\p{L}*|авіації|авиацион\p{L}*|авіаційн\p{L}*|винищувач\p{L}*|истребител\p{L}*|aviation|aircraft|jets?)$/u,
  ],
  [
    'artillery',
    /^(?:артобстр\p{L}*|обстр[еі]л\p{L}*|артиллер\p{L}*|артилер\p{L}*|рсзо|рсзв|shelling|artillery)$/u,
  ],
  [
    'chemical',
    /^(?:химическ\p{L}*|хімічн\p{L}*|химикат\p{L}*|аммиак\p{L}*|аміак\p{L}*|хлор(?:а|у|ом)?|chemicals?|ammonia|chlorine)$/u,
  ],
  [
    'radiation',
    /^(?:радиаци\p{L}*|радіаці\p{L}*|радионуклид\p{L}*|радіонуклід\p{L}*|radiation|radioactive)$/u,
  ],
  [
    'other',
    /^(?:комендантськ\p{L}*|комендантск\p{L}*|curfew|эвакуаци\p{L}*|евакуаці\p{L}*|evacuation|ковер|ковром|килим|бэк|безэкипаж\p{L}*|безекіпаж\p{L}*)$/u,
  ],
]
const heads =
  /^(?:опасност\p{L}*|угроз\p{L}*|тревог\p{L}*|тривог\p{L}*|загроз\p{L}*|небезпек\p{L}*|небезпец\p{L}*|угрожа\p{L}*|загрожу\p{L}*|alerts?|alarms?|threats?|threat|dangers?|warnings?|attacks?)$/u
const airWords = /^(?:воздушн\p{L}*|повітрян\p{L}*|air|airborne)$/u
const airHeads =
  /^(?:опасност\p{L}*|угроз\p{L}*|тревог\p{L}*|тривог\p{L}*|загроз\p{L}*|небезпек\p{L}*|небезпец\p{L}*|нападени\p{L}*|нападу?|raid|alerts?|alarms?|dangers?|threats?|attack)$/u
const alarm = /^(?:тревог\p{L}*|тривог\p{L}*)$/u
const colours: readonly (readonly [SaidColour, RegExp])[] = [
  ['yellow', /^(?:ж[её]лт(?:ый|ого|ому|ым|ом|ая|ую|ой)|жовт(?:ий|ого|ому|им|а|у|ої|ій)|yellow)$/u],
  ['orange', /^(?:оранжев(?:ый|ого|ому|ым|ом)|помаранчев(?:ий|ого|ому|им)|orange)$/u],
  ['red', /^(?:красн(?:ый|ого|ому|ым|ом)|червон(?:ий|ого|ому|им)|red)$/u],
]
const levelWord = /^(?:уров(?:ень|ня|ню|нем|не)|рівн(?:я|ю|ем|і)|рівень|levels?|step|code|код\p{L}?)$/u

export type DangerTag =
  | { readonly kind: 'threat'; readonly threat: SaidThreat }
  | { readonly kind: 'colour'; readonly colour: SaidColour }
  /** The word “alarm” alone, which means an air raid where nothing else is named. */
  | { readonly kind: 'head'; readonly alarm: 'yes' | 'no' }

/** Tags each word that names a danger, a level or the head of an announcement. Sparse: by the word's place. */
export function tagDangers(words: readonly Word[]): ReadonlyMap<number, DangerTag> {
  const tags = new Map<number, DangerTag>()
  // Colours of circles, ribbons and rivers are none: a text that speaks of levels says so.
  const speaksOfLevels = words.some(({ folded }) => levelWord.test(folded))
  for (const [index, { folded }] of words.entries()) {
    if (folded.length > 24 || folded.length < 2) continue
    const tag = tagOf(folded)
    if (airWords.test(folded) && airHeads.test(words[index + 1]?.folded ?? ''))
      tags.set(index, { kind: 'threat', threat: 'air-raid' })
    else if (tag !== undefined && (tag.kind !== 'colour' || speaksOfLevels)) tags.set(index, tag)
  }
  return tags
}

const known = new Map<string, DangerTag | undefined>()

/** Texts repeat their words, so each is looked at once. */
function tagOf(folded: string): DangerTag | undefined {
  let tag = known.get(folded)
  if (tag !== undefined || known.has(folded)) return tag
  const threat = threats.find(([, pattern]) => pattern.test(folded))
  const colour = colours.find(([, pattern]) => pattern.test(folded))
  if (threat !== undefined) tag = { kind: 'threat', threat: threat[0] }
  else if (heads.test(folded)) tag = { kind: 'head', alarm: alarm.test(folded) ? 'yes' : 'no' }
  else if (colour !== undefined) tag = { kind: 'colour', colour: colour[0] }
  // Bounded: words come from whoever pastes a text.
  if (known.size < 20_000) known.set(folded, tag)
  return tag
}

/** What a place's name keeps in all its grammatical cases, as noun and adjective, in either script: keys under which they meet. */
import { soundKey } from './transliteration.ts'

/** Endings of Russian and Ukrainian nouns and adjectives as they sound (`х` is g, `ю` iu, soft signs are silent), the longest first. */
const endings =
  'iuiu iami ogo ego omu emu imi ami aia uiu oiu eiu iag iam oi ei oe ig ag im om em am ia iu a u e o i'.split(
    ' ',
  )
const mostRemembered = 20_000
/** At least so much of a word is left of it. */
const shortest = 3

/**
 * The key of one word in all its cases: Елец, Ельце, Ельца and Yelets give one; Київ and Києва too, because the vowel
 * that comes and goes before the last consonant is left out. Expects a folded word.
 */
export function stemOf(word: string): string {
  return stems(word)
}

const stems = remembering((word) => stemOfSound(soundKey(word)))
const roots = remembering((word) => rootOfSound(soundKey(word)))

export interface WordKeys {
  readonly sound: string
  readonly stem: string
  readonly root: string
  readonly core: string
}

/** All keys of a word at once. */
export function keysOf(word: string): WordKeys {
  const sound = soundKey(word)
  return { sound, stem: stemOfSound(sound), root: rootOfSound(sound), core: coreOfSound(sound) }
}

function stemOfSound(sound: string): string {
  return closed(bare(sound))
}

/** The key that a noun shares with its adjective: Липецк and Липецкий, Суми and Сумська, Запоріжжя and Запорізька, Одеса and Одещина. */
export function rootOf(word: string): string {
  return roots(word)
}

const cores = remembering((word) => coreOfSound(soundKey(word)))

/**
 * What a word sounds like without the endings of its cases and of adjectives: Хлевенский gives `gleven`, Липецкий `lipec`.
 * Closer to the sound than `rootOf`, for comparing what is misspelt.
 */
export function coreOf(word: string): string {
  return cores(word)
}

function coreOfSound(sound: string): string {
  const core = bare(sound.replace(landEnding, ''))
  return core.replace(/(?<=..)sk$/, '').replace(/(?<=.)([cz])k$/, '$1')
}

function rootOfSound(sound: string): string {
  const land = landEnding.exec(sound)
  // “Черкащина” has swallowed the s of Черкаси, “Вінниччина” the c of Вінниця: what is left has no ending of its own.
  if (land !== null) return landRoot(sound.slice(0, land.index), land[0])
  let root = bare(sound)
  const length = root.length
  root = root.replace(/(?<=..)sk$/, '').replace(/(?<=.)([cz])k$/, '$1')
  if (root.length < length) root = root.replace(/(?<=...)en$/, '')
  // Горлівка and Горлівський, Добринка and Добринский.
  else root = root.replace(/(?<=..[vnlr])k$/, '')
  return closed(
    root
      .replace(/[gž]$/, 'z')
      .replace(/[kčt]$/, 'c')
      .replace(/(?<=..)[sš]$/, ''),
  )
}

function landRoot(left: string, ending: string): string {
  const whole = ending.startsWith('č') && /[ei]$/.test(left) ? `${left}c` : left
  // “Рівненщина”, as Рівненський.
  const root = whole.replace(/(?<=...)en$/, '')
  return closed(
    root
      .replace(/[gž]$/, 'z')
      .replace(/[kčt]$/, 'c')
      .replace(/(?<=..)[sš]$/, ''),
  )
}

/** “Харківщина”, “Вінниччина”, “Липетчина”: the land around a town. */
const landEnding = /(?<=...)(?:[ščś]|sč)in(?:a|i|u|oiu|oi|e)$/

/** Whether a folded word is the name of a land: `Синельниківщина`. */
export function isLandName(word: string): boolean {
  // Most words are none, and need not be sounded to know it.
  return /[щч]ин|[sc]h?yn|[sc]hin/u.test(word) && landEnding.test(soundKey(word))
}

function bare(sound: string): string {
  for (const ending of endings)
    if (sound.length >= ending.length + shortest && sound.endsWith(ending))
      return sound.slice(0, -ending.length)
  return sound
}

function closed(stem: string): string {
  return stem.length > 3 || /[eio]v$/.test(stem) ? stem.replace(/[eio]([cklnrv])$/, '$1') : stem
}

const onlyAdjective =
  /(?:[сзц]ь?к)(?:ий|ый|ій|ого|ому|им|ая|ую|ой|ое|ие|их|ими|ої|ою|і)$|sk(?:y|iy|ij|yi|yy|ii|yj|i|aya|oye|yi|oi)$/
const maybeAdjective =
  /(?:[сзц]ь?к)(?:а|у|е|ом|ій)$|[оеіиє][вн](?:ский|ого|ому|ий|ый|ая|ой|ую|их|ої|ій)$|sk[ae]$/

/** Whether a folded word can be an adjective made of a name; `maybe` where a noun's case looks the same. */
export function adjectiveForm(word: string): 'yes' | 'maybe' | 'no' {
  return onlyAdjective.test(word) ? 'yes' : maybeAdjective.test(word) ? 'maybe' : 'no'
}

/** Texts and packs repeat their words. Bounded: words come from whoever pastes a text. */
function remembering(make: (word: string) => string): (word: string) => string {
  let known = new Map<string, string>()
  return (word) => {
    let made = known.get(word)
    if (made === undefined) {
      if (known.size >= mostRemembered || word.length > 60) known = new Map()
      known.set(word, (made = make(word)))
    }
    return made
  }
}

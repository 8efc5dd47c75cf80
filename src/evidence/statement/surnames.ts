/** What a surname looks like, and its nominative: “Бусаргина” after “по словам” is Бусаргин, “Лисаком” is Лисак. */
import type { Gender } from './words/paradigms.ts'

/** Surnames by their endings in the nominative and in other cases, in Russian and Ukrainian alike; the nominative's ending is put back. */
const masculine: readonly (readonly [oblique: RegExp, nominative: string])[] = [
  [/(?<=[оеєії]в)(?:а|у|ым|им|ом|е|і|ові)$/u, ''],
  [/(?<=[иїіы]н)(?:а|у|ым|им|ом|е|і|ові)$/u, ''],
  [/(?<=[сцз]ь?к)(?:ого|ому|им|ом)$/u, 'ий'],
  [/(?<=н)(?:ого|ому|им|ым|ом)$/u, 'ый'],
  [/(?<=(?:ен|ч|[иі]ш|л|т|дь|р)к)(?:а|у|ом|ові)$/u, 'о'],
  [/(?<=[уюаяиі]к)(?:а|у|ом|ові|е|у)$/u, ''],
  [/(?<=[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|ем|ові|еві|е|і)$/u, ''],
  [/(?<=.)(?:я|ю|ем|єм|єві)$/u, 'й'],
]
const feminine: readonly (readonly [RegExp, string])[] = [
  [/(?<=[оеєії]в)(?:ой|ою|ої|у|ій)$/u, 'а'],
  [/(?<=[иїіы]н)(?:ой|ою|ої|у|ій)$/u, 'а'],
  [/(?<=[сцз]к)(?:ой|ую|ою)$/u, 'ая'],
  [/(?<=[сцз]ьк)(?:ої|ій|у|ою)$/u, 'а'],
]

/** Expects a surname in a case that is not the nominative; without the gender a man’s is taken. */
export function nominativeSurname(surname: string, gender: Gender | null, language: 'ru' | 'uk'): string {
  for (const [oblique, ending] of gender === 'f' ? feminine : masculine) {
    if (!oblique.test(surname)) continue
    const stem = surname.replace(oblique, '')
    if (stem.length < 3) return surname
    return stem + (language === 'uk' && ending === 'ый' ? 'ий' : ending)
  }
  return surname
}

const nominativeShape =
  /(?:[оеё]в|єв|їв|ин|ін|їн|ын|[сц]ь?кий|[сц]кой|енко|[чшщтдкл]ко|чук|[нлщр]юк|[нлр]як|[цс]ак|[нм]ак|ич|іч|ец|ець|ян|дзе|швили|швілі|чий|ых|их|аш|уш|ун|ець|ой|ель|юн|ыч|ук|юк|[оеё]ва|єва|ина|іна|їна|[сц]кая|ська|цька)$/u

/** Whether a word may be a surname in the nominative. */
export function looksLikeSurname(word: string): boolean {
  return word.length > 3 && nominativeShape.test(word)
}

const latinShape =
  /(?:ov|ev|yov|iov|eyev|ayev|in|yn|sky|skyi|skiy|skyy|skii|ski|enko|chenko|chuk|iuk|yuk|uk|iak|yak|shvili|dze|yan|ich|ych|ets|ova|eva|ina|skaya|ska)$/

export function looksLikeLatinSurname(word: string): boolean {
  return word.length > 3 && latinShape.test(word.toLowerCase())
}

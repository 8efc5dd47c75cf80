/** Names as German, Polish, Czech, French and others write them, turned into the sounds that English spelling would give. */
import { soundKey } from '../transliteration.ts'

/** Each row reads one habit: letters as they are printed, and what English has for them. The first that fits a name is enough. */
const habits: readonly (readonly (readonly [RegExp, string])[])[] = [
  // German: Charkiw, Lipezk, Woronesch, Tschernihiw, Jelez, Schtschastja.
  [
    [/schtsch/g, 'šč'],
    [/tsch/g, 'č'],
    [/sch/g, 'š'],
    [/ch(?=[aeiouyklmnrw])/g, 'kh'],
    [/tz|z/g, 'ts'],
    [/w/g, 'v'],
    [/ä/g, 'e'],
    [/ö/g, 'yo'],
    [/ü/g, 'yu'],
  ],
  // Polish: Charków, Żytomierz, Czernihów, Dniepropietrowsk, Szebiekino.
  [
    [/szcz/g, 'šč'],
    [/sz|ś/g, 'š'],
    [/cz|ć/g, 'č'],
    [/ch/g, 'kh'],
    [/rz$/g, 'r'],
    [/rz|ż|ź/g, 'ž'],
    [/c/g, 'ts'],
    [/ó/g, 'o'],
    [/ł/g, 'l'],
    [/ie/g, 'e'],
    [/w/g, 'v'],
    [/dź|dz/g, 'd'],
  ],
  // French: Tcherkassy, Soumy, Jytomyr, Zaporijjia, Tchouhouïv, Koursk.
  [
    [/chtch/g, 'šč'],
    [/tch/g, 'č'],
    [/ch/g, 'š'],
    [/dj/g, 'dž'],
    [/j/g, 'ž'],
    [/ou/g, 'u'],
    [/gu(?=[ei])/g, 'g'],
    [/ss/g, 's'],
    [/ts/g, 'ts'],
  ],
  // Scholarly with plain letters, Czech and Slovak: Charkov, Chersoň, Luck, Vinnycja, Doneck.
  [
    [/ch/g, 'kh'],
    [/c(?=[kaeiouyj]|$)/g, 'ts'],
    [/š/g, 'sh'],
    [/č/g, 'ch'],
    [/ž/g, 'zh'],
    [/ř/g, 'r'],
    [/ě/g, 'e'],
  ],
  // Spanish and Italian: Járkov, Jersón, Zaporiyia, Cernihiv.
  [
    [/^j|j(?=[aou])/g, 'kh'],
    [/iy(?=[aeio])/g, 'iž'],
    [/c(?=[ei])/g, 'č'],
    [/ú/g, 'u'],
  ],
  // Turkish, Romanian, Hungarian, Baltic: Harkiv, Çernihiv, Şebekino, Kijeva, Csernyihiv.
  [
    [/ç|cs/g, 'č'],
    [/ş|ș/g, 'š'],
    [/ţ|ț/g, 'ts'],
    [/ny(?=[ei])/g, 'n'],
    [/s(?=z)/g, ''],
    [/c(?=[aou])/g, 'dž'],
    [/ū/g, 'u'],
  ],
]

/** Sound keys of a word in Latin letters under each habit, without the plain one. */
export function foreignSounds(word: string): string[] {
  if (!/^[\p{Script=Latin}\p{M}]+$/u.test(word)) return []
  const plain = soundKey(word)
  const keys = new Set<string>()
  for (const habit of habits) {
    let text = word
    for (const [pattern, letters] of habit) text = text.replace(pattern, letters)
    if (text !== word) keys.add(soundKey(text))
  }
  keys.delete(plain)
  return [...keys]
}

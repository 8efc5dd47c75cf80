/** Ukrainian names in Latin letters by the official scheme, and one sound-like key under which all common schemes meet. */

/** Reads `бb жzh ь-`: a letter, then what is written for it; a dash for nothing. */
function table(pairs: string): { readonly [letter: string]: string } {
  return Object.fromEntries(
    pairs.split(' ').map((pair) => [pair.charAt(0), pair.slice(1) === '-' ? '' : pair.slice(1)]),
  )
}

const kmu55 = table(
  'аa бb вv гh ґg дd еe єie жzh зz иy іi їi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh ' +
    'щshch ь- юiu яia',
)
const kmu55Initial: { readonly [letter: string]: string } = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' }

/** Ukrainian to Latin by the resolution of the Cabinet of Ministers no. 55 of 27 January 2010; other letters stay. */
export function latinFromUkrainian(text: string): string {
  let latin = ''
  let initial = true
  const letters = [...text]
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i]!
    const lower = letter.toLowerCase()
    if (/[’'ʼ]/.test(letter)) continue
    let written = (initial ? kmu55Initial[lower] : undefined) ?? kmu55[lower]
    // “зг” is written zgh, because zh is “ж”.
    if (lower === 'г' && letters[i - 1]?.toLowerCase() === 'з') written = 'gh'
    if (written === undefined) latin += letter
    else latin += letter === lower ? written : written.charAt(0).toUpperCase() + written.slice(1)
    initial = !/[\p{L}’'ʼ]/u.test(letter)
  }
  return latin
}

/** Russian and Ukrainian letters by their sound, close to what the many Latin schemes have in common. */
const sounds = table(
  'аa бb вv гg ґg дd еe єe ёe жž зz иi іi їi йi кk лl мm нn оo пp рr сs тt уu фf хg цc чč шš щś ' +
    'ъ- ыi ь- эe юiu яia ўu',
)
const letterByMark: { readonly [letter: string]: string } = {
  š: 'š',
  č: 'č',
  ž: 'ž',
  ŝ: 'ś',
  // Its own sound, so that a key sounded again stays as it is.
  ś: 'ś',
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  đ: 'd',
  ı: 'i',
  æ: 'e',
  œ: 'e',
}

/**
 * A key that is the same however a name was transliterated (BGN/PCGN, passport, GOST, KMU 55, scholarly, by ear) and
 * whether it came from Russian or Ukrainian: Елец, Yelets, Elets and Jelec all give `elec`. Expects lower case.
 */
export function soundKey(folded: string): string {
  let text = ''
  for (const letter of folded) {
    const sound = sounds[letter] ?? letterByMark[letter]
    if (sound !== undefined) text += sound
    else text += letter > '\u007f' ? letter.normalize('NFD').replace(/\p{M}/gu, '') : letter
  }
  return (
    text
      .replace(/shch|sch|šč/g, 'ś')
      .replace(/sh/g, 'š')
      .replace(/ch/g, 'č')
      .replace(/zh/g, 'ž')
      // Г is g in Russian and h in Ukrainian, and х is kh or h: one key for all of them.
      .replace(/kh|gh|h/g, 'g')
      .replace(/ts|tz/g, 'c')
      .replace(/w/g, 'v')
      .replace(/x/g, 'ks')
      .replace(/[yj]/g, 'i')
      .replace(/(.)\1+/g, '$1')
      // е, є, ё and э are e, ye, ie, je, yo or io.
      .replace(/i[eo]/g, 'e')
      .replace(/(.)\1+/g, '$1')
  )
}

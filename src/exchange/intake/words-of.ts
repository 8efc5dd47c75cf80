/** A CAP info's words in the three lengths a notice has: whole sentences as long as they fit, the sender's own, never ours. */
import type { Texts } from '#alerts'
import { fits, shorten, unsendable, type Mode } from '#base'
import type { CapInfo } from '#cap'

/**
 * The fullest that fits each length: headline, description, instruction, area. What is left out first is the end of the
 * description, because what to do matters more than why. A drill or a test is marked whatever its text says.
 */
export function wordsOf(info: CapInfo, language: string, mode: Mode): Texts {
  const mark = markOf(mode, language)
  const headline = plain(info.headline ?? info.event)
  const areas = [...new Set((info.area ?? []).map((area) => plain(area.areaDesc)))].join('; ')
  const description = sentencesOf(info.description)
  const instruction = sentencesOf(info.instruction)
  const within = (length: number, candidates: readonly string[]) =>
    candidates.map((text) => mark + text).find((text) => fits(text, length)) ??
    shorten(mark + (candidates.at(-1) ?? headline), length, '…')
  const full = (from: number, to: number) =>
    joined(headline, areas, ...description.slice(0, from), ...instruction.slice(0, to))
  const longer = [
    ...descending(description.length).map((count) => full(count, instruction.length)),
    ...descending(instruction.length).map((count) => full(0, count)),
    joined(headline, areas),
    headline,
  ]
  return {
    '90': within(90, [joined(headline, areas), headline]),
    '360': within(360, longer),
    '1395': within(1395, longer),
  }
}

function descending(from: number): number[] {
  return Array.from({ length: from + 1 }, (_, i) => from - i)
}

function joined(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => (/[.!?…:;。]$/.test(part) ? part : `${part}.`))
    .join(' ')
}

function sentencesOf(text: string | undefined): string[] {
  if (text === undefined) return []
  return plain(text)
    .split(/(?<=[.!?…。])\s+/u)
    .filter((sentence) => sentence !== '')
}

/** Markup is taken out and never rendered; what no carrier delivers becomes a space. */
function plain(text: string): string {
  const bare = text.replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
  let clean = bare
  for (const { at, codePoint } of unsendable(bare)) {
    // Spaces of the same length, so that the places of the others stay true.
    const units = codePoint.length > 'U+FFFF'.length ? 2 : 1
    clean = clean.slice(0, at) + ' '.repeat(units) + clean.slice(at + units)
  }
  return clean.normalize('NFC').replace(/\s+/g, ' ').trim()
}

const marks: { readonly [mode in 'drill' | 'test']: { readonly [language: string]: string | undefined } } = {
  drill: {
    ...{ uk: 'НАВЧАННЯ. ', ru: 'УЧЕНИЯ. ', de: 'ÜBUNG. ', fr: 'EXERCICE. ', es: 'SIMULACRO. ' },
    ...{ pl: 'ĆWICZENIA. ', it: 'ESERCITAZIONE. ', pt: 'EXERCÍCIO. ', nl: 'OEFENING. ' },
  },
  test: {
    ...{ uk: 'ТЕСТ. ', ru: 'ТЕСТ. ', de: 'TEST. ', fr: 'TEST. ', es: 'PRUEBA. ' },
    ...{ pl: 'TEST. ', it: 'TEST. ', pt: 'TESTE. ', nl: 'TEST. ' },
  },
}

/** Where a language has none here, the English mark stands: a mark that is not understood beats none. */
function markOf(mode: Mode, language: string): string {
  if (mode === 'live') return ''
  return marks[mode][language.slice(0, 2).toLowerCase()] ?? `${mode.toUpperCase()}. `
}

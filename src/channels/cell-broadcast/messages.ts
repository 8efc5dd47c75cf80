/** What a notice is on one network: one message for the local language, one for the others, each within its pages. */
import type { Notice, Texts } from '#alerts'
import { refuse, ok, type Alphabet, type Result } from '#base'
import type { WarningClass } from './message-id.ts'
import type { Network } from './network.ts'
import { pageText } from './pages.ts'
import { fullestFirst } from './trim.ts'

export type Variant = 'local' | 'additional'

export interface Message {
  readonly variant: Variant
  /** What it says, in this order. */
  readonly languages: readonly string[]
  readonly alphabet: Alphabet
  readonly dcs: number
  readonly pages: readonly string[]
}

export interface Messages {
  readonly messages: readonly Message[]
  /** Languages that exist and are not on the air: the network takes no more, or fifteen pages were full. */
  readonly leftOut: readonly string[]
}

type Speaking = Pick<Network, 'additional' | 'languageMark'> & { readonly languages: readonly string[] }

/** Refused where there is no text at all in a language of the network. */
export function messagesOf(
  { wording }: Pick<Notice, 'wording'>,
  network: Speaking,
): Result<Messages, 'cell-broadcast/nothing-to-say'> {
  const wanted = network.languages.length > 0 ? network.languages : Object.keys(wording.texts)
  const spoken = wanted.flatMap((language): Spoken[] => {
    const texts = wording.texts[language as keyof typeof wording.texts]
    return texts === undefined ? [] : [{ language, texts }]
  })
  const [local, ...others] = spoken
  if (local === undefined) return refuse('cell-broadcast/nothing-to-say', { languages: [...wanted] })
  const inFirst = network.additional === 'same-message' ? spoken : [local]
  const inSecond = network.additional === 'own-id' ? others : []
  const messages = [
    together('local', inFirst, network.languageMark),
    ...(inSecond.length === 0 ? [] : [together('additional', inSecond, network.languageMark)]),
  ].filter((one) => one !== undefined)
  if (messages.length === 0) return refuse('cell-broadcast/nothing-to-say', { languages: [...wanted] })
  const said = new Set(messages.flatMap(({ languages }) => languages))
  return ok({ messages, leftOut: spoken.map(({ language }) => language).filter((one) => !said.has(one)) })
}

interface Spoken {
  readonly language: string
  readonly texts: Texts
}

/**
 * Every language before any is full: each in its middle length, the last ones in their short one where that is too much, and
 * only then left out from the end; what room is left goes to the first. All lengths say what to do, and none is ever cut.
 */
function together(
  variant: Variant,
  spoken: readonly Spoken[],
  mark: Network['languageMark'],
): Message | undefined {
  const languages = spoken.map(({ language }) => language)
  const pagesOf = (said: readonly string[]) => {
    const paged = pageText(said.join('\n\n'), languages.length === 1 ? languages[0] : undefined, mark)
    return paged.ok ? paged.value : undefined
  }
  const said = spoken.map(({ texts }) => texts['360'])
  for (let at = said.length - 1; at >= 0 && pagesOf(said) === undefined; at--)
    said[at] = spoken[at]!.texts['90']
  if (pagesOf(said) === undefined) return together(variant, spoken.slice(0, -1), mark)
  spoken.forEach(({ texts }, at) => {
    for (const fuller of fullestFirst(texts))
      if (pagesOf(said.with(at, fuller)) !== undefined) {
        said[at] = fuller
        break
      }
  })
  const paged = pagesOf(said)
  return paged === undefined || languages.length === 0 ? undefined : { variant, languages, ...paged }
}

export function classFor(
  { gravity }: Pick<Notice, 'gravity'>,
  network: Pick<Network, 'danger' | 'advisory'>,
): WarningClass {
  return gravity === 'danger' ? network.danger : network.advisory
}

/** The text of a PDF, paragraph by paragraph. Its scripts are not run, its fonts not drawn, nothing it names is fetched. */
import { getDocument, VerbosityLevel } from 'unpdf/pdfjs'
import { refuse } from '#base'
import { paragraphsOf, type PlacedText } from './pdf-lines.ts'
import { underTitle } from './plain-text.ts'
import { longestRead, Unreadable, type ReadPart } from './reading.ts'
import { pdfTime } from './said-times.ts'

const mostPages = 3_000

export async function readPdf(bytes: Uint8Array): Promise<ReadPart | undefined> {
  const task = getDocument({
    // It keeps what it is given, and leaves nothing of it.
    data: bytes.slice(),
    ...{ isEvalSupported: false, disableFontFace: true, useSystemFonts: false, useWorkerFetch: false },
    ...{ enableXfa: false, stopAtErrors: false, maxImageSize: 1, verbosity: VerbosityLevel.ERRORS },
  })
  try {
    const pdf = await task.promise
    const pages: string[] = []
    let length = 0
    for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number++) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      const text = paragraphsOf(items.flatMap((item) => ('str' in item ? [placed(item)] : [])))
      page.cleanup()
      length += text.length
      if (length > longestRead)
        throw new Unreadable(refuse('evidence/text-too-long', { limit: longestRead }).problem)
      if (text !== '') pages.push(text)
    }
    if (pages.length === 0) return undefined
    const info = (await pdf.getMetadata()).info as { readonly [name: string]: unknown }
    const title = wordsIn(info['Title'])
    const author = wordsIn(info['Author'])
    const made = wordsIn(info['CreationDate'])
    return {
      // A title in the file's own data is often that of the form it was made from: it is told, and no part of the text.
      ...{ part: 'whole', text: underTitle(undefined, pages.join('\n\n')) },
      times: made === undefined ? [] : [{ by: 'file', field: 'CreationDate', text: made, at: pdfTime(made) }],
      ...(title === undefined ? {} : { title }),
      ...(author === undefined ? {} : { author }),
    }
  } catch (error) {
    throw unreadable(error)
  } finally {
    await task.destroy().catch(() => {})
  }
}

function placed(item: {
  readonly str: string
  readonly hasEOL: boolean
  readonly width: number
  readonly height: number
  readonly transform: readonly number[]
}): PlacedText {
  const [, , , , x = 0, y = 0] = item.transform
  return {
    text: item.str,
    x,
    y,
    width: item.width,
    height: item.height,
    ends: item.hasEOL ? 'line' : 'nothing',
  }
}

function wordsIn(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().slice(0, 300) : ''
  return text === '' ? undefined : text
}

function unreadable(error: unknown): Error {
  if (error instanceof Unreadable) return error
  const { name, message } = error as Error
  if (name === 'PasswordException') return new Unreadable(refuse('evidence/locked').problem)
  return new Unreadable(
    refuse('evidence/garbled', { kind: 'a PDF', why: message.slice(0, 120).replace(/\.$/, '') }).problem,
  )
}

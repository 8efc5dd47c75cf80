/** What a reader of a PDF sees: its pages with their words and where each of them stands, as poppler's pdftotext finds them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Points of 1/72 inch, from the upper left corner. */
export interface PdfWord {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface PdfPage {
  readonly width: number
  readonly height: number
  /** As it was written, with every run of white space as one space. */
  readonly text: string
  readonly words: readonly PdfWord[]
}

export function readPdf(bytes: Uint8Array): readonly PdfPage[] {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-pdf-'))
  try {
    const file = join(folder, 'printed.pdf')
    writeFileSync(file, bytes)
    const run = (...options: string[]) =>
      execFileSync('pdftotext', [...options, file, '-'], { encoding: 'utf8' })
    const texts = run('-raw', '-enc', 'UTF-8').split('\f')
    return run('-bbox', '-enc', 'UTF-8')
      .split('<page ')
      .slice(1)
      .map((page, i) => ({
        ...{ width: numberOf(page, 'width'), height: numberOf(page, 'height') },
        text: (texts[i] ?? '').replaceAll(/\s+/g, ' '),
        words: [...page.matchAll(/<word ([^>]*)>([^<]*)<\/word>/g)].map(([, at = '', text = '']) => ({
          text: text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
          ...{ left: numberOf(at, 'xMin'), top: numberOf(at, 'yMin') },
          ...{ right: numberOf(at, 'xMax'), bottom: numberOf(at, 'yMax') },
        })),
      }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function numberOf(attributes: string, name: string): number {
  return Number(new RegExp(`\\b${name}="([\\d.-]+)"`).exec(attributes)?.[1])
}

/** Breaks a report into pages: sections with their tables, the head of a table again on each page, the mode and the page's number on all of them. */
import type { Paper, PaperSection } from './document.ts'
import type { Mark, Page } from './pdf.ts'
import { setText, widthOf, type Faces, type Line } from './setting.ts'

/** A4, lying: tables have up to ten columns. In points. */
export const sheet = { width: 841.89, height: 595.28 } as const
const margin = { side: 36, top: 54, bottom: 42 } as const
const inner = sheet.width - 2 * margin.side
const sizes = { title: 17, section: 12, plain: 9, small: 7.5, cell: 8 } as const
const leading = 1.36
const gap = 6

export interface PageFaces {
  readonly plain: Faces
  readonly bold: Faces
}

export function pagesOf(paper: Paper, faces: PageFaces): readonly Page[] {
  const { direction } = paper
  const isRtl = direction === 'rtl'
  const pages: Mark[][] = [[]]
  let y = sheet.height - margin.top
  const page = () => pages.at(-1)!
  const turn = () => {
    pages.push([])
    y = sheet.height - margin.top
  }
  const room = (points: number) => {
    if (y - points < margin.bottom) turn()
  }
  /** At the beginning of its column, which is the right edge where one reads from there. */
  const draw = (line: Line, left: number, width: number, size: number) => {
    const x = isRtl ? left + width - line.width : left
    page().push({ is: 'line', line, x, y: y - size, size })
  }
  const paragraph = (text: string, size: number, weight: keyof PageFaces = 'plain') => {
    for (const line of setText(text, { faces: faces[weight], size, width: inner, direction })) {
      room(size * leading)
      draw(line, margin.side, inner, size)
      y -= size * leading
    }
  }

  const table = ({ columns, rows }: PaperSection) => {
    const widths = columnWidths(
      columns,
      rows.map(({ cells }) => cells),
      faces,
    )
    const offsets = widths.map((_, i) => widths.slice(0, i).reduce((sum, width) => sum + width + gap, 0))
    const leftOf = (i: number) =>
      isRtl ? sheet.width - margin.side - offsets[i]! - widths[i]! : margin.side + offsets[i]!
    const height = sizes.cell * leading
    const rowOf = (cells: readonly string[], weight: keyof PageFaces) => {
      const set = cells.map((cell, i) =>
        setText(cell, { faces: faces[weight], size: sizes.cell, width: widths[i]!, direction }),
      )
      const lines = Math.max(...set.map(({ length }) => length))
      for (let done = 0; done < lines;) {
        const fit = Math.floor((y - margin.bottom - 4) / height)
        // A few lines alone at the foot of a page are overlooked.
        if (fit < Math.min(3, lines - done)) {
          turn()
          if (weight === 'plain') rowOf(columns, 'bold')
          continue
        }
        const some = Math.min(fit, lines - done)
        for (let i = 0; i < some; i++, y -= height)
          for (const [column, own] of set.entries()) {
            const line = own[done + i]
            if (line !== undefined) draw(line, leftOf(column), widths[column]!, sizes.cell)
          }
        done += some
      }
      y -= 2
      const right = sheet.width - margin.side
      page().push({
        is: 'rule',
        from: [margin.side, y],
        to: [right, y],
        width: weight === 'bold' ? 0.8 : 0.3,
      })
      y -= 3
    }
    room(3 * height)
    rowOf(columns, 'bold')
    for (const { cells } of rows) rowOf(cells, 'plain')
  }

  paragraph(paper.title, sizes.title, 'bold')
  y -= 4
  if (paper.mode !== null) paragraph(paper.mode, sizes.plain, 'bold')
  for (const line of paper.head) paragraph(line, sizes.plain)
  for (const section of paper.sections) {
    y -= 12
    room(80)
    paragraph(section.title, sizes.section, 'bold')
    paragraph(section.means, sizes.small)
    y -= 2
    if (section.figures.length > 0)
      paragraph(section.figures.map(({ text }) => text).join(' · '), sizes.plain, 'bold')
    y -= 2
    if (section.rows.length === 0) paragraph(section.none, sizes.plain)
    else table(section)
  }
  return pages.map((marks, i) => [...marks, ...edges(paper, faces, i + 1, pages.length)])
}

/** A single page that somebody finds says of what it is, and that it was a drill. */
function edges(paper: Paper, faces: PageFaces, page: number, pages: number): Mark[] {
  const { direction, title, mode, head } = paper
  const numbered = paper.page.replace('{page}', String(page)).replace('{pages}', String(pages))
  const set = (text: string, weight: keyof PageFaces, width: number) =>
    setText(text, { faces: faces[weight], size: sizes.small, width, direction })[0]!
  const place = (line: Line, side: 'begin' | 'end', y: number): Mark => {
    const isLeft = (side === 'begin') === (direction === 'ltr')
    const x = isLeft ? margin.side : sheet.width - margin.side - line.width
    return { is: 'line', line, x, y, size: sizes.small }
  }
  const [top, foot] = [sheet.height - 30, 24]
  return [
    ...(page === 1 ? [] : [place(set(title, 'plain', inner / 2), 'begin', top)]),
    ...(mode === null ? [] : [place(set(mode, 'bold', inner / 2), 'end', top)]),
    place(set(head.at(-1) ?? '', 'plain', inner * 0.8), 'begin', foot),
    place(set(numbered, 'plain', inner * 0.2), 'end', foot),
  ]
}

/** Each as wide as its longest word at least, and the rest to those that have much to say. */
function columnWidths(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  faces: PageFaces,
): readonly number[] {
  const free = inner - gap * (columns.length - 1)
  const measured = columns.map((title, i) => {
    const texts = [title, ...rows.map((cells) => cells[i] ?? '')]
    const wide = (text: string) => widthOf(text, faces.bold, sizes.cell)
    const words = texts.flatMap((text) => text.split(' '))
    // Whoever has a word longer than a sixth of the page gets it broken.
    const least = Math.min(inner / 6, Math.max(20, ...words.map(wide)))
    return { least, most: Math.max(least, Math.min(inner / 1.6, Math.max(...texts.map(wide)))) }
  })
  const least = measured.reduce((sum, one) => sum + one.least, 0)
  const most = measured.reduce((sum, one) => sum + one.most, 0)
  if (least >= free) return measured.map((one) => (one.least / least) * free)
  if (most <= free) return measured.map((one) => one.most)
  return measured.map((one) => one.least + ((one.most - one.least) * (free - least)) / (most - least))
}

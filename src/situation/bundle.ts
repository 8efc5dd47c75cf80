/** The report as tables for spreadsheets: a file for each section, in one language, with the facts that each line rests on. */
import { csvLine } from '#people'
import type { Paper } from './paper/document.ts'

/** By which spreadsheets know UTF-8. */
const byteOrderMark = '\uFEFF'

export interface BundleFile {
  readonly name: string
  readonly text: string
}

/** Cells that a spreadsheet would run are made text (`csvLine`). */
export function csvFiles({ sections, rests }: Paper): readonly BundleFile[] {
  return sections.map(({ id, columns, rows }) => ({
    name: `${id}.csv`,
    text:
      byteOrderMark +
      csvLine([...columns, rests]) +
      rows.map(({ cells, rests: seqs }) => csvLine([...cells, seqs.join(' ')])).join(''),
  }))
}

/** Reads a table as spreadsheets write it: RFC 4180, with commas, semicolons or tabs, with or without the mark of UTF-8. Pure. */

export function tableOf(text: string): readonly (readonly string[])[] {
  const plain = text.replace(/^\uFEFF/, '')
  const [head = ''] = plain.split(/\r?\n/, 1)
  const counts = [',', ';', '\t'].map((mark) => [mark, head.split(mark).length] as const)
  const [between] = counts.reduce((best, one) => (one[1] > best[1] ? one : best))
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endRow = () => {
    row.push(cell)
    cell = ''
    if (row.some((one) => one.trim() !== '')) rows.push(row)
    row = []
  }
  for (let i = 0; i < plain.length; i++) {
    const sign = plain[i]!
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (plain[i + 1] === '"') cell += plain[++i]
      else isQuoted = false
    } else if (sign === '"' && cell.trim() === '') {
      isQuoted = true
      cell = ''
    } else if (sign === between) {
      row.push(cell)
      cell = ''
    } else if (sign === '\n') endRow()
    else if (sign !== '\r') cell += sign
  }
  endRow()
  return rows
}

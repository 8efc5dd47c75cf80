/** Reads delimited text (RFC 4180 with any separator) into rows; a byte order mark is no part of the first cell. */

export function readDelimited(text: string, separator: string): string[][] {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (!body.includes('"'))
    return body
      .split(/\r?\n/)
      .filter((line) => line !== '')
      .map((line) => line.split(separator))
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endRow = () => {
    row.push(cell)
    if (row.length > 1 || cell !== '') rows.push(row)
    row = []
    cell = ''
  }
  for (let i = 0; i < body.length; i++) {
    const letter = body[i]!
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (body[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (letter === '"' && cell === '') quoted = true
    else if (letter === separator) {
      row.push(cell)
      cell = ''
    } else if (letter === '\n') endRow()
    else if (letter !== '\r') cell += letter
  }
  endRow()
  return rows
}

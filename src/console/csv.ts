/** A table as a file that spreadsheets open: RFC 4180, with the mark by which they know UTF-8, and no cell that they would run. Pure. */

/** A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection); an apostrophe makes it text. */
const runs = /^[\s]*[=+\-@\t\r|]/u

export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const harmless = runs.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

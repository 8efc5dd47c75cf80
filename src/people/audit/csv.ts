/** Lines of CSV (RFC 4180) that a spreadsheet shows and never computes. */

/** What a spreadsheet may take for a formula; full-width forms too, which some of them read alike. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** Every cell in quotes, lines ended as RFC 4180 §2 has them. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

function cell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

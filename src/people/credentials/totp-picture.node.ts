/** The QR code that an authenticator app photographs: an SVG that is black on white whatever is around it, on screen and on paper. */

/** Modules that must stay white around the code (ISO/IEC 18004 §9.1). */
const quietZone = 4

/** `title` is what a screen reader says. The text is an element to be put into a page as it is; nothing in it is styled from outside. */
export async function qrPicture(text: string, title: string): Promise<string> {
  const { encode } = await import('uqr')
  // M outlives a crease in the paper; the border is drawn here.
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const side = size + 2 * quietZone
  const runs = data.map((row, y) => rowOf(row, y + quietZone)).join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" shape-rendering="crispEdges">` +
    `<title>${escaped(title)}</title>` +
    `<rect width="${side}" height="${side}" fill="#fff"/>` +
    `<path d="${runs}" fill="#000"/></svg>`
  )
}

/** Neighbouring black modules are one rectangle: between two of them a printer would leave a white line. */
function rowOf(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue
    const begin = x
    while (row[x + 1]) x++
    path += `M${begin + quietZone} ${y}h${x - begin + 1}v1h-${x - begin + 1}z`
  }
  return path
}

function escaped(text: string): string {
  const names: { readonly [character: string]: string } = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  }
  return text.replace(/[&<>"]/g, (character) => names[character]!)
}

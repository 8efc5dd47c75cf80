/** A QR code as one path of an SVG: neighbouring black modules are one rectangle, as between two of them a line would show. Pure. */

/** Modules that must stay white around the code (ISO/IEC 18004 §9.1). */
export const quietZone = 4

/** `modules`: true is black, row by row. */
export function qrPath(modules: readonly (readonly boolean[])[]): string {
  let path = ''
  for (const [y, row] of modules.entries())
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const begin = x
      while (row[x + 1]) x++
      path += `M${begin + quietZone} ${y + quietZone}h${x - begin + 1}v1h-${x - begin + 1}z`
    }
  return path
}

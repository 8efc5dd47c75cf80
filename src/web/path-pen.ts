/** Writes SVG paths for a map: tenths of a pixel, and no point that lies on the last one. */

export interface PathPen {
  beginPath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  arc(x: number, y: number, radius: number): void
  closePath(): void
  path(): string
}

/** Points nearer than `nearest` pixels to the one before are left out; a ring of which nothing is left is a dot. */
export function pathPen(nearest: number): PathPen {
  const parts: string[] = []
  let [lastX, lastY] = [Number.NaN, Number.NaN]
  const say = (letter: string, x: number, y: number) => {
    parts.push(`${letter}${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`)
    ;[lastX, lastY] = [x, y]
  }
  return {
    beginPath() {},
    moveTo: (x, y) => say('M', x, y),
    lineTo(x, y) {
      if (Math.abs(x - lastX) >= nearest || Math.abs(y - lastY) >= nearest) say('L', x, y)
    },
    arc: (x, y, radius) => void parts.push(`M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0z`),
    closePath: () => void parts.push('z'),
    path: () => parts.join(''),
  }
}

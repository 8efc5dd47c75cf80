/** The colours of the look as a canvas needs them, and the patterns that say a state without its colour. */
import type { Pattern } from './mark.ts'

const names = [
  ...(['ground', 'panel', 'ink', 'soft', 'edge', 'edge-strong', 'focus', 'danger', 'danger-edge'] as const),
  ...([
    'danger-ink',
    'advisory',
    'advisory-edge',
    'advisory-ink',
    'good',
    'land',
    'land-edge',
    'water',
  ] as const),
  ...(['blind', 'blind-edge', 'blind-ink'] as const),
] as const
export type Colours = { readonly [name in (typeof names)[number] | 'unknown']: string }

export function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement)
  const colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]))
  // In the look of high contrast every edge is white; a whole area in white would look like an alarm.
  const isContrast = document.documentElement.dataset['theme'] === 'contrast'
  return { ...colours, unknown: isContrast ? '#333333' : colours['edge'] } as Colours
}

/** Called when the look changes or its letters have come; returns what ends that. */
export function whenLookChanges(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const light = matchMedia('(prefers-color-scheme: light)')
  light.addEventListener('change', changed)
  document.fonts.addEventListener('loadingdone', changed)
  return () => {
    observer.disconnect()
    light.removeEventListener('change', changed)
    document.fonts.removeEventListener('loadingdone', changed)
  }
}

/** CSS pixels; each pattern repeats after that. */
export const patternSize = 16

/** One tile of a pattern, `ratio` device pixels for each CSS pixel. */
export function patternImage(
  pattern: Exclude<Pattern, 'plain'>,
  colours: Colours,
  ratio: number,
): HTMLCanvasElement {
  const side = Math.round(patternSize * ratio)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const context = canvas.getContext('2d')!
  const fill = (colour: string) => {
    context.fillStyle = colour
    context.fillRect(0, 0, side, side)
  }
  /** Bands from lower left to upper right, `part` of the tile wide, that meet at its sides. */
  const bands = (colour: string, part: number, after = 0) => {
    context.fillStyle = colour
    for (const from of [after - 1, after, after + 1]) {
      context.beginPath()
      context.moveTo(from * side, side)
      context.lineTo((from + part) * side, side)
      context.lineTo((from + part + 1) * side, 0)
      context.lineTo((from + 1) * side, 0)
      context.fill()
    }
  }
  const dots = (colour: string, radius: number, places: readonly (readonly [number, number])[]) => {
    context.fillStyle = colour
    for (const [x, y] of places) {
      context.beginPath()
      context.arc(x * side, y * side, radius * ratio, 0, 2 * Math.PI)
      context.fill()
    }
  }
  switch (pattern) {
    case 'solid':
      fill(colours.danger)
      break
    case 'hatch':
      fill(colours.advisory)
      bands('#8a7000', 0.14)
      break
    case 'half-danger':
      fill(colours.land)
      // Who sees no red sees the bands by their rims: dark red on dark land is all but one to them.
      bands(colours['danger-edge'], 0.5)
      bands(colours.danger, 0.4, 0.05)
      break
    case 'half-advisory':
      fill(colours.land)
      bands(colours.advisory, 0.5)
      break
    case 'dots':
      fill(colours.land)
      dots(colours['danger-edge'], 2, [
        [0.25, 0.25],
        [0.75, 0.75],
      ])
      break
    case 'fine-dots':
      fill(colours.unknown)
      dots(colours.soft, 0.9, [
        [0.125, 0.125],
        [0.625, 0.125],
        [0.375, 0.375],
        [0.875, 0.375],
        [0.125, 0.625],
        [0.625, 0.625],
        [0.375, 0.875],
        [0.875, 0.875],
      ])
  }
  return canvas
}

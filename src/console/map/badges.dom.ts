/** The badges on the areas: sign and letter in the state’s own colours. A country has hundreds, few of them different, so each is written once. */
import type { Colours } from './colours.dom.ts'
import type { AreaMark } from './mark.ts'

export const family = `'Noto Sans Variable', 'Noto Sans Hebrew Variable', 'Noto Sans', system-ui, sans-serif`

/** Where there is no room for every badge, the graver comes first. */
export function urgencyOf(mark: AreaMark | undefined): number {
  if (mark === undefined) return 0
  const chosen = mark.chosen === 'yes' ? 10 : 0
  return (
    chosen + ['nothing', 'ended', 'unknown', 'lapsed', 'partly', 'advisory', 'danger'].indexOf(mark.state)
  )
}

/** From so many areas in sight on, badges give way to each other. */
export const crowd = 60

export interface Sprite {
  readonly image: OffscreenCanvas
  /** CSS pixels; each is 20 high. */
  readonly across: number
}

let sprites: { readonly key: string; readonly by: Map<string, Sprite> } | undefined

/** The badges written so far in these colours and letters. */
export function sheetOf(colours: Colours, ratio: number): Map<string, Sprite> {
  const fonts = document.fonts.check('700 13px "Noto Sans Variable"')
  const key = `${ratio} ${fonts} ${document.documentElement.dir} ${Object.values(colours).join(' ')}`
  if (sprites?.key !== key) sprites = { key, by: new Map() }
  return sprites.by
}

/** From the sheet, or written onto it. */
export function spriteOf(
  sprites: Map<string, Sprite>,
  text: string,
  { state, gravity }: AreaMark,
  colours: Colours,
  ratio: number,
): Sprite {
  const danger = state === 'danger' || (state === 'partly' && gravity !== 'advisory')
  const advisory = state === 'advisory' || (state === 'partly' && gravity === 'advisory')
  const name = `${danger ? 'd' : advisory ? 'a' : 'n'} ${text}`
  const known = sprites.get(name)
  if (known !== undefined) return known
  const font = `700 13px ${family}`
  const measure = new OffscreenCanvas(1, 1).getContext('2d')!
  measure.font = font
  const across = Math.ceil(measure.measureText(text).width) + 12
  const image = new OffscreenCanvas(Math.ceil(across * ratio), Math.ceil(20 * ratio))
  const context = image.getContext('2d')!
  context.scale(ratio, ratio)
  context.font = font
  context.direction = document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.beginPath()
  context.roundRect(1, 1, across - 2, 18, 3)
  const ink = danger ? colours['danger-ink'] : advisory ? colours['advisory-ink'] : colours.ink
  context.fillStyle = danger ? colours.danger : advisory ? colours.advisory : colours.panel
  context.fill()
  context.lineWidth = 1
  context.strokeStyle = danger || advisory ? ink : colours['edge-strong']
  context.stroke()
  context.fillStyle = ink
  context.fillText(text, across / 2, 10.5)
  const sprite = { image, across }
  sprites.set(name, sprite)
  return sprite
}

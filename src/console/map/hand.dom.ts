/** What fingers, a mouse or its wheel do on the map: a press, a pull, a pinch; told in pixels of the map. */
import type { Point } from './view.ts'

export interface Hand {
  /** Pressed and let go at the same place. */
  pressed(at: Point): void
  /** One finger from where it was a moment ago; `fingers` are down. */
  pulled(by: Point, at: Point, fingers: number): void
  /** After it was pulled. */
  letGo(): void
  pinched(spread: number, middle: Point): void
  /** Goes over without pressing; undefined when it left. */
  over(at: Point | undefined): void
  turned(by: number, at: Point): void
}

/** Pixels: less is a hand that isn't quite still. */
const still = 5

/** Returns what lets go of the element. */
export function followHand(element: HTMLElement, hand: Hand): () => void {
  const fingers = new Map<number, Point>()
  let travelled = 0
  const placeOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return
    if (fingers.size === 0) travelled = 0
    fingers.set(event.pointerId, placeOf(event))
    element.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent) => {
    const to = placeOf(event)
    const from = fingers.get(event.pointerId)
    if (from === undefined) return hand.over(to)
    const other = [...fingers].find(([pointer]) => pointer !== event.pointerId)?.[1]
    const before = travelled
    travelled += Math.hypot(to.x - from.x, to.y - from.y)
    // The place it was pressed at is kept: what was held back until it was a pull is part of it.
    if (travelled < still) return
    fingers.set(event.pointerId, to)
    if (before < still) hand.over(undefined)
    if (other === undefined) return hand.pulled({ x: to.x - from.x, y: to.y - from.y }, to, 1)
    const apart = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y))
    hand.pulled({ x: (to.x - from.x) / 2, y: (to.y - from.y) / 2 }, to, 2)
    hand.pinched(apart(to) / apart(from), { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 })
  }
  const up = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId) || fingers.size > 0) return
    if (travelled < still) hand.pressed(placeOf(event))
    else hand.letGo()
  }
  const cancel = (event: PointerEvent) => void fingers.delete(event.pointerId)
  const leave = () => hand.over(undefined)
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    const pixels = event.deltaY * (event.deltaMode === 1 ? 18 : 1)
    hand.turned(Math.max(-1, Math.min(1, -pixels / 300)), placeOf(event))
  }

  element.addEventListener('pointerdown', down)
  element.addEventListener('pointermove', move)
  element.addEventListener('pointerup', up)
  element.addEventListener('pointercancel', cancel)
  element.addEventListener('pointerleave', leave)
  element.addEventListener('wheel', wheel, { passive: false })
  return () => {
    element.removeEventListener('pointerdown', down)
    element.removeEventListener('pointermove', move)
    element.removeEventListener('pointerup', up)
    element.removeEventListener('pointercancel', cancel)
    element.removeEventListener('pointerleave', leave)
    element.removeEventListener('wheel', wheel)
  }
}

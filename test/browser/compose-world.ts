/** What the tests of composing share: a duty room, presses that are counted as a hand makes them, and messages as they are pasted. */
import type { Page } from 'playwright-core'
import { openConsole, type ConsoleWorld, type Desk } from './console-world.ts'

/** Presses since they were last counted anew: keys without modifiers, clicks of a pointer, pastes. */
export interface Presses {
  readonly keys: number
  readonly clicks: number
  readonly pastes: number
}

/** Runs in the page: counts what a hand does, not what the page makes of it. Ctrl V is one act: the paste. */
const countPresses = `
  globalThis.presses = { keys: 0, clicks: 0, pastes: 0 }
  const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])
  addEventListener('keydown', ({ key, ctrlKey, metaKey, repeat }) => {
    if (!repeat && !ctrlKey && !metaKey && !modifiers.has(key)) presses.keys++
  }, true)
  addEventListener('pointerdown', () => presses.clicks++, true)
  addEventListener('paste', () => presses.pastes++, true)
`

export async function countOn(page: Page): Promise<void> {
  await page.addInitScript(countPresses)
}

export function presses(page: Page): Promise<Presses> {
  return page.evaluate('presses')
}

export function total({ keys, clicks, pastes }: Presses): number {
  return keys + clicks + pastes
}

/**
 * Seconds that an expert would take for it, by the keystroke-level model (Card, Moran and Newell, 1980): 0.2 a key, 1.1 to
 * point and 0.2 to press, 1.35 to make up one's mind, which is done twice: before it is begun and before it is sent.
 */
export function expertSeconds({ keys, clicks, pastes }: Presses): number {
  return keys * 0.2 + clicks * 1.3 + pastes * 0.4 + 2 * 1.35
}

/** From the Watch screen on, with nothing counted yet. */
export async function atWatch(desk: Desk, world: Pick<ConsoleWorld, 'url'>): Promise<Page> {
  await openConsole(desk, world)
  await desk.page.evaluate('Object.assign(presses, { keys: 0, clicks: 0, pastes: 0 })')
  return desk.page
}

/** By the clipboard and its key, as a hand does it. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  await page.keyboard.press('Control+v')
}

/** Seven of Lipetsk's districts by a few letters of their names. */
export const sevenNames = ['lipe', 'lip', 'vol', 'dol', 'zad', 'ter', 'kh'] as const

export async function typeNames(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
  }
}

/** The middle of an area on the map. */
export async function pressArea(page: Page, code: string): Promise<void> {
  const box = await page.locator(`[data-code="${code}"]`).boundingBox()
  if (box === null) throw new Error(`${code} is not on the map`)
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

export function sendButton(page: Page) {
  return page.locator('.send .main')
}

/** Waits until the button says what it will do, with the figures of what is chosen now. */
export async function isReady(page: Page, areas: number): Promise<void> {
  await page
    .locator('.send .main[aria-disabled=false]', { hasText: new RegExp(`\\b${areas} areas?\\b`) })
    .waitFor()
}

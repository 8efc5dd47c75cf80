/** A person without a mouse: goes about with Tab, presses with Enter and Space, and is told when one does not see where the keyboard is, or when it is at nothing. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

interface Where {
  readonly name: string
  readonly role: string
  /** Nothing has the keyboard. */
  readonly nowhere: boolean
  /** One sees that it is there: it is drawn, and lies under nothing. */
  readonly seen: boolean
}

export interface Keys {
  /** What the keyboard is at. */
  where(): Promise<Where>
  /** Tab by Tab (or backwards) until it is at what is called so; every stop on the way is seen. */
  to(name: string | RegExp, way?: 'on' | 'back'): Promise<void>
  /** One key; afterwards the keyboard is somewhere. */
  press(key: string): Promise<void>
  /** Over what stood in the field before. */
  write(text: string): Promise<void>
  /** Waits until this is said, and the keyboard is somewhere when it is. */
  until(text: string | RegExp): Promise<void>
}

const mostStops = 250

export function keysOf(page: Page): Keys {
  const where = async () => {
    try {
      return (await page.evaluate(whereNow)) as Where
    } catch {
      // What was pressed has just led to another page.
      await page.waitForLoadState()
      return (await page.evaluate(whereNow)) as Where
    }
  }
  const path = () => new URL(page.url()).pathname
  const frame = async () => {
    const drawn = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))'
    // What was pressed may have led to another page.
    await page.evaluate(drawn).catch(() => page.waitForLoadState())
  }
  /** While something is asked, what was pressed may be switched off; it is not left at nothing. */
  const somewhere = async (after: string) => {
    const end = Date.now() + 10_000
    // A page outside of the console begins at its beginning, as any page.
    while (path().startsWith('/console') && (await where()).nowhere) {
      assert.ok(Date.now() < end, `after ${after} the keyboard is at nothing`)
      await frame()
    }
  }
  return {
    where,
    async to(name, way = 'on') {
      const passed: string[] = []
      for (let stop = 0; stop < mostStops; stop++) {
        const at = await where()
        if (!at.nowhere && (typeof name === 'string' ? at.name === name : name.test(at.name))) return
        await page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab')
        const next = await where()
        passed.push(next.name)
        // Past the last one lies the browser's own bar, and after that the first.
        assert.ok(next.nowhere || next.seen, `one does not see that the keyboard is at ${next.name}`)
      }
      assert.fail(`Tab does not come to ${String(name)}: ${passed.slice(0, 80).join(' | ')}`)
    },
    async press(key) {
      const { name } = await where()
      await page.keyboard.press(key)
      await frame()
      await somewhere(`${key} at ${name}`)
    },
    async write(text) {
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(text)
    },
    async until(text) {
      await page.getByText(text).first().waitFor()
      await frame()
      await somewhere(`“${String(text)}”`)
    },
  }
}

const whereNow = `(() => {
  const one = document.activeElement
  if (one === null || one === document.body || one === document.documentElement) return { name: '', role: '', nowhere: true, seen: false }
  const textOf = (id) => document.getElementById(id)?.innerText ?? ''
  const labelled = one.getAttribute('aria-labelledby')
  const name = one.getAttribute('aria-label') ?? (labelled === null ? undefined : labelled.split(' ').map(textOf).join(' ')) ?? one.labels?.[0]?.innerText ?? one.textContent ?? ''
  const drawn = (at) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || (boxShadow !== 'none' && at.matches(':focus-visible'))
  }
  const shown = drawn(one) ? one : one.closest('label') ?? one
  const { left, top, width, height } = one.getBoundingClientRect()
  const inside = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.2], [0.5, 0.8]].some(([x, y]) => {
    const hit = document.elementFromPoint(left + width * x, top + height * y)
    return hit !== null && (one.contains(hit) || hit.contains(one))
  })
  return { name: name.trim().replaceAll(/\\s+/g, ' '), role: one.getAttribute('role') ?? one.localName, nowhere: false, seen: drawn(shown) && width > 0 && height > 0 && inside }
})()`

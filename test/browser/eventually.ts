/** Waits for what a page comes to show: what was only just pressed may still be on its way from the server. */
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

const patienceFor = 20_000

/** Fails with what was seen last, when it is not what was expected within twenty seconds. */
export async function eventually<Value>(look: () => Promise<Value>, expected: Value): Promise<void> {
  const over = Date.now() + patienceFor
  for (;;) {
    const seen = await look()
    try {
      assert.deepEqual(seen, expected)
      return
    } catch (error) {
      if (Date.now() > over) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export function hasCount(locator: Locator, count: number): Promise<void> {
  return eventually(() => locator.count(), count)
}

/** Asked again and again by the debugger: a page of ours runs no text, not even a test's. */
export function until(page: Page, expression: string): Promise<void> {
  return eventually(() => page.evaluate(expression), true)
}

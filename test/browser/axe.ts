/** Asks axe-core what on a page would stop somebody from using it: WCAG 2.2, levels A and AA, in the themes that one names. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export type AxeTheme = 'dark' | 'light' | 'contrast'

/**
 * Fails with each violation, its place and its help. `within` looks at a part of the page only. The page's own policy is not
 * touched: axe comes in by the debugger, not as a script of the page.
 */
export async function hasNoBarriers(
  page: Page,
  options: { readonly themes?: readonly AxeTheme[]; readonly within?: string } = {},
): Promise<void> {
  const { themes = ['dark', 'light'], within } = options
  const before = await page.evaluate('document.documentElement.dataset.theme')
  for (const theme of themes) {
    await page.evaluate(`document.documentElement.dataset.theme = ${JSON.stringify(theme)}`)
    // What is still fading is judged by colours that it does not keep.
    await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))')
    if ((await page.evaluate('typeof axe')) !== 'object') await page.evaluate(source)
    const asked = JSON.stringify({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
    const where = within === undefined ? 'document' : JSON.stringify(within)
    const { violations } = (await page.evaluate(`axe.run(${where}, ${asked})`)) as AxeResults
    const said = violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes
          .slice(0, 5)
          .map(
            ({ target, failureSummary }) =>
              `  ${target.join(' ')}\n    ${failureSummary?.replaceAll('\n', ' ')}`,
          )
          .join('\n')}`,
    )
    assert.deepEqual(said, [], `${page.url()} in ${theme}:\n${said.join('\n')}`)
  }
  await page.evaluate(`document.documentElement.dataset.theme = ${JSON.stringify(before ?? 'dark')}`)
}

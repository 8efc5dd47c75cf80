/** What to do in each danger, on one page that a phone can keep; what is in force stands first and open. */
import { html, type Html } from '#web/html'
import { appPage, speaking, whatToDoAddress, type AppAssets } from './app-frame.ts'
import type { AdviceWords } from './app-words.ts'
import { directionOf } from './languages.ts'
import type { NowView, Said } from './now-view.ts'
import { said } from './speech.ts'
import { stepsOf } from './steps.ts'
import { threatIcon } from './threat-icons.ts'

export interface ThreatAdvice {
  readonly threat: string
  readonly icon: string
  readonly name: Said
  readonly danger: string
  readonly dangerMore: string
  readonly advisory: string
  readonly after: string
  readonly lang: string
}

export function advicePage(
  now: NowView,
  all: readonly ThreatAdvice[],
  { assets }: { readonly assets: AppAssets },
): string {
  const { words } = speaking(now.language)
  const { advice } = words
  const inForce = new Set(now.groups.flatMap(({ dangers }) => dangers.map(({ threat }) => threat)))
  const sorted = all.toSorted((a, b) => Number(inForce.has(b.threat)) - Number(inForce.has(a.threat)))
  const [first] = all
  return appPage({
    ...{ now, assets, title: advice.title, places: [] },
    address: whatToDoAddress,
    main: html`<main id="advice">
      <h1>${advice.title}</h1>
      <p>${advice.means}</p>
      ${
        first !== undefined &&
        first.lang !== now.language &&
        html`<p class="note">${advice.notThisLanguage}</p>`
      }
      ${sorted.map((one) => threatSection(one, inForce.has(one.threat) ? 'in-force' : 'quiet', advice))}
    </main>`,
  })
}

function threatSection(one: ThreatAdvice, state: 'in-force' | 'quiet', words: AdviceWords): Html {
  const isNow = state === 'in-force'
  const list = (...texts: readonly string[]) =>
    html`<ol lang="${one.lang}" dir="${directionOf(one.lang)}">
      ${texts.flatMap(stepsOf).map((step) => html`<li>${step}</li>`)}
    </ol>`
  return html`<details class="threat" id="${one.threat}" ${isNow && html`open`}>
    <summary>
      ${threatIcon(one.icon)} <b>${said(one.name)}</b> ${isNow && html`<small>${words.inForce}</small>`}
    </summary>
    <h2>${words.danger}</h2>
    ${list(one.danger, one.dangerMore)}
    <h2>${words.advisory}</h2>
    ${list(one.advisory)}
    <h2>${words.after}</h2>
    ${list(one.after)}
  </details>`
}

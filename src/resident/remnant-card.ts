/** Where explosives may lie, and the one thing to do: not to touch, not to enter. It stands until somebody says that it is cleared. */
import { html, type Html } from '#web/html'
import { outagesAddress } from './addresses.ts'
import type { NowView } from './now-view.ts'
import { listed, saidIn } from './speech.ts'
import type { NowWords } from './words.ts'

/** More than these are named on the page with all of them. */
const most = 6

export function remnantCard(view: NowView, words: NowWords): Html | false {
  const { remnants = [] } = view
  if (remnants.length === 0) return false
  const places = listed(
    remnants.slice(0, most).map(({ name }) => name),
    words,
  )
  return html`<article class="card advisory remnant" data-remnants="${remnants.length}">
    <div class="band">
      <div>
        <h2><span class="mark">△</span> ${saidIn(words.remnant.where, { places })}</h2>
      </div>
    </div>
    <div class="rest">
      <p><b>${words.remnant.todo}</b></p>
      <p><a href="${outagesAddress(view)}">${words.remnant.all}</a></p>
    </div>
  </article>`
}

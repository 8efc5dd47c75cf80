/** Who did what, when, from where: the ledger’s facts, filtered, and as files. */
import { ask, serverNow } from './ask.dom.ts'
import { el, field, fill, typed } from './element.dom.ts'
import { busy, notice } from './notice.dom.ts'
import { beginPage, main } from './staff-begin.dom.ts'
import { clockSaid, timeTag } from './time.dom.ts'
import { say, words } from './words.dom.ts'

interface Fact {
  readonly seq: number
  readonly at: string
  readonly by: string
  readonly byName?: string | null
  readonly what: string
  readonly where?: { readonly address: string; readonly browser: string } | null
  readonly via?: string | null
  readonly data: unknown
}
interface Audit {
  readonly facts: readonly Fact[]
}

const atOnce = 100

const session = await beginPage('audit.read')
const told = notice()
const chain = el('p', { class: 'quiet', role: 'status' })
const check: HTMLButtonElement = el(
  'button',
  { type: 'button', class: 'plain small', onclick: () => busy(check, verify) },
  words.verify,
)
const rows = el('tbody', {})
const older = el(
  'button',
  { type: 'button', class: 'plain', hidden: true, onclick: () => show('older') },
  words.older,
)
const none = el('p', { hidden: true }, words.noFacts)
const exports = el('div', { class: 'actions' })
const form: HTMLFormElement = el(
  'form',
  {
    class: 'filters',
    onsubmit: (event) => {
      event.preventDefault()
      return show('anew')
    },
  },
  field({ label: words.person, name: 'person', more: { placeholder: words.anybody, list: 'people' } }),
  field({ label: words.kind, name: 'kind', more: { placeholder: words.anyKind, list: 'kinds' } }),
  field({ label: words.from, name: 'from', type: 'datetime-local' }),
  field({ label: words.to, name: 'to', type: 'datetime-local' }),
  el('button', { type: 'submit' }, words.filter),
)
const kinds = el('datalist', { id: 'kinds' })
fill(
  main,
  told.element,
  el(
    'section',
    { class: 'panel' },
    el('p', {}, words.auditMean),
    session.may('ledger.read') && check,
    chain,
    form,
    kinds,
    exports,
  ),
  el(
    'section',
    { class: 'panel' },
    el(
      'div',
      { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': words.titles.audit },
      el(
        'table',
        { class: 'audit' },
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            [words.when, words.who, words.what, words.fromWhere, words.detail].map((name) =>
              el('th', { scope: 'col' }, name),
            ),
          ),
        ),
        rows,
      ),
    ),
    none,
    older,
  ),
)

let last: number | undefined
const seenKinds = new Set<string>()

/** The browser’s own clock says what was meant: the field has no zone. */
function asked(): URLSearchParams {
  const { person = '', kind = '', from = '', to = '' } = typed(form)
  const query = new URLSearchParams()
  if (person.trim() !== '') query.set('person', person.trim())
  if (kind.trim() !== '') query.set('kind', kind.trim())
  if (from !== '') query.set('from', new Date(from).toISOString())
  if (to !== '') query.set('to', new Date(to).toISOString())
  return query
}

async function show(which: 'anew' | 'older'): Promise<void> {
  told.clear()
  const query = asked()
  offerFiles(new URLSearchParams(query))
  query.set('limit', String(atOnce))
  if (which === 'older' && last !== undefined) query.set('before', String(last))
  const answer = await ask<Audit>('GET', `/v1/audit?${query}`)
  if (!answer.ok) return told.problem(answer.problem)
  const { facts } = answer.value
  if (which === 'anew') fill(rows)
  rows.append(...facts.map(row))
  last = facts.at(-1)?.seq
  older.hidden = facts.length < atOnce
  none.hidden = rows.childElementCount > 0
  for (const { what } of facts) seenKinds.add(what)
  fill(
    kinds,
    [...seenKinds].toSorted().map((kind) => el('option', { value: kind })),
  )
}

function offerFiles(query: URLSearchParams): void {
  const file = (extension: string, label: string) =>
    el(
      'a',
      { class: 'button plain', href: `/v1/audit.${extension}?${query}`, download: `audit.${extension}` },
      label,
    )
  fill(exports, file('csv', words.exportCsv), file('ndjson', words.exportNdjson))
}

function row({ seq, at, by, byName, what, where, via, data }: Fact): HTMLElement {
  return el(
    'tr',
    { id: `fact-${seq}` },
    el('td', {}, timeTag(at), el('small', {}, `#${seq}`)),
    el('td', {}, byName ?? by),
    el('td', {}, el('code', {}, what)),
    el(
      'td',
      {},
      where === undefined || where === null ? '—' : [where.address, el('small', {}, where.browser)],
      el('small', {}, via ?? ''),
    ),
    el('td', {}, dataSaid(data)),
  )
}

function dataSaid(data: unknown): HTMLElement | string {
  const said = JSON.stringify(data)
  if (said === undefined || said === '{}') return ''
  if (said.length < 80) return el('code', {}, said)
  return el(
    'details',
    {},
    el('summary', {}, el('code', {}, `${said.slice(0, 60)}…`)),
    el('code', {}, JSON.stringify(data, null, 1)),
  )
}

type Verified =
  | { readonly intact: true; readonly facts: number }
  | { readonly intact: false; readonly at: number; readonly why: string }

/** Every fact is hashed anew: asked for by a press, because a long ledger takes a while. */
async function verify(): Promise<void> {
  chain.textContent = words.verifying
  const answer = await ask<Verified>('POST', '/v1/ledger/verify')
  if (!answer.ok) {
    chain.textContent = ''
    return told.problem(answer.problem)
  }
  const found = answer.value
  const at = clockSaid(serverNow())
  if (found.intact) chain.textContent = say(words.verifiedTo, { seq: found.facts, time: at })
  else fill(chain, el('b', {}, say(words.brokenAt, { seq: found.at })), ` ${found.why}`)
}

await show('anew')

/** Who did what, when, from where: the ledger’s facts, filtered, and as files. */
import { ask } from './ask.dom.ts'
import { browserSaid } from './browser-said.dom.ts'
import { el, field, fill, typed, type Child } from './element.dom.ts'
import { busy, notice } from './notice.dom.ts'
import { beginPage, main } from './staff-begin.dom.ts'
import { instantTyped, timeTag, zoneSaid } from './time.dom.ts'
import { say, words } from './words.dom.ts'

interface Fact {
  readonly seq: number
  readonly at: string
  readonly by: string
  readonly byName: string
  readonly kind: string
  /** In one sentence. */
  readonly what: string
  readonly type: string
  readonly mode: 'live' | 'drill' | 'test'
  readonly via: string | null
  readonly where: { readonly address: string; readonly browser: string } | null
  readonly data: unknown
}
interface Audit {
  readonly facts: readonly Fact[]
  /** Where older ones begin; null when there are none. */
  readonly before: number | null
  readonly verified: {
    readonly seq: number
    readonly damage: { readonly at: number; readonly why: string } | null
  }
}

const atOnce = 100

await beginPage('audit.read')
const told = notice()
const chain = el('p', { class: 'quiet', role: 'status' })
const rows = el('tbody', {})
const older: HTMLButtonElement = el(
  'button',
  { type: 'button', class: 'plain', hidden: true, onclick: () => busy(older, () => show('older')) },
  words.older,
)
const none = el('p', { hidden: true }, words.noFacts)
const exports = el('div', { class: 'actions' })
const people = el('datalist', { id: 'people' })
const kind = el(
  'select',
  { id: 'kind', name: 'kind' },
  el('option', { value: '' }, words.anyKind),
  Object.entries(words.auditKinds).map(([value, label]) => el('option', { value }, label)),
)
const filter = el('button', { type: 'submit' }, words.filter)
const form: HTMLFormElement = el(
  'form',
  {
    class: 'filters',
    onsubmit: (event) => {
      event.preventDefault()
      return busy(filter, () => show('anew'))
    },
  },
  field({ label: words.person, name: 'person', more: { placeholder: words.anybody, list: 'people' } }),
  el('div', { class: 'field' }, el('label', { for: 'kind' }, words.kind), kind),
  field({ label: words.from, name: 'from', type: 'datetime-local' }),
  field({ label: words.to, name: 'to', type: 'datetime-local' }),
  filter,
)
const heads = [words.when, words.who, words.what, words.fromWhere]
fill(
  main,
  told.element,
  el(
    'section',
    { class: 'panel' },
    el('p', {}, words.auditMean),
    chain,
    form,
    people,
    el('p', { class: 'quiet under' }, zoneSaid()),
    exports,
  ),
  el(
    'section',
    { class: 'panel' },
    el(
      'table',
      { class: 'audit' },
      el('caption', { class: 'for-readers' }, words.titles.audit),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          heads.map((name) => el('th', { scope: 'col' }, name)),
        ),
      ),
      rows,
    ),
    none,
    older,
  ),
)

let before: number | null = null
/** Ids by name, of those seen: people are looked for by their names. */
const ids = new Map<string, string>()

function asked(): URLSearchParams {
  const { person = '', kind = '', from = '', to = '' } = typed(form)
  const query = new URLSearchParams()
  const who = person.trim()
  if (who !== '') query.set('person', ids.get(who) ?? who)
  if (kind.trim() !== '') query.set('kind', kind.trim())
  if (from !== '') query.set('from', instantTyped(from))
  if (to !== '') query.set('to', instantTyped(to))
  return query
}

async function show(which: 'anew' | 'older'): Promise<void> {
  told.clear()
  const query = asked()
  offerFiles(new URLSearchParams(query))
  query.set('limit', String(atOnce))
  if (which === 'older' && before !== null) query.set('before', String(before))
  const answer = await ask<Audit>('GET', `/v1/audit?${query}`)
  if (!answer.ok) return told.problem(answer.problem)
  const { facts, verified } = answer.value
  if (which === 'anew') fill(rows)
  rows.append(...facts.map(row))
  before = answer.value.before
  older.hidden = before === null
  none.hidden = rows.childElementCount > 0
  chainSaid(verified)
  for (const { by, byName } of facts) ids.set(byName, by)
  fill(
    people,
    [...ids.keys()].toSorted().map((name) => el('option', { value: name })),
  )
}

function chainSaid({ seq, damage }: Audit['verified']): void {
  if (damage === null) fill(chain, '✓ ', say(words.verifiedTo, { seq }))
  else fill(chain, el('b', { class: 'note bad' }, say(words.brokenAt, { seq: damage.at }), ` ${damage.why}`))
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

function row({ seq, at, byName, type, what, where, via, mode, data }: Fact): HTMLElement {
  const cell = (label: string, ...children: readonly Child[]) => el('td', { 'data-label': label }, children)
  return el(
    'tr',
    { id: `fact-${seq}` },
    cell(words.when, timeTag(at), el('small', {}, `#${seq}`)),
    cell(words.who, byName),
    cell(
      words.what,
      mode !== 'live' && [el('span', { class: `chip ${mode}` }, words.modes[mode]), ' '],
      what,
      el(
        'details',
        {},
        el('summary', {}, words.detail),
        el('code', {}, `${type} ${JSON.stringify(data, null, 1)}`),
      ),
    ),
    cell(
      words.fromWhere,
      where === null
        ? '—'
        : [where.address, el('small', { title: where.browser }, browserSaid(where.browser))],
      el('small', {}, via ?? ''),
    ),
  )
}

await show('anew')

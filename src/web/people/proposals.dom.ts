/** What waits for a second person: exactly what will be done, the hash that both see, and yes or no. */
import { actButton } from './act-button.dom.ts'
import { areasSaid, readAreas } from './areas.dom.ts'
import { ask } from './ask.dom.ts'
import { el } from './element.dom.ts'
import { linkOnce } from './once.dom.ts'
import type { Link } from './people-view.dom.ts'
import type { Notice } from './notice.dom.ts'
import { sure } from './sure.dom.ts'
import { ageTag, timeTag, withTime } from './time.dom.ts'
import { say, words } from './words.dom.ts'

export interface ProposalView {
  readonly id: string
  readonly order: { readonly type: string; readonly [member: string]: unknown }
  readonly contentHash: string
  readonly by: string
  readonly byName: string
  /** The name of whom it is about. */
  readonly about: string | null
  readonly at: string
  readonly endsAt: string
}

export interface ProposalPart {
  readonly told: Notice
  readonly me: string
  readonly mayConfirm: boolean
  changed(): Promise<void>
}

/** “3f2a 91bc 07de”: enough to compare by eye or by telephone. */
export function shortHash(hash: string): string {
  return (hash.slice(0, 12).match(/.{4}/g) ?? [hash]).join(' ')
}

/** The names of the areas in them are read first. */
export async function readAreasOf(orders: readonly { readonly [member: string]: unknown }[]): Promise<void> {
  await readAreas(orders.flatMap((order) => codesIn(order)))
}

function codesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'areas' && Array.isArray(member) ? (member as string[]) : codesIn(member),
  )
}

export function proposalCard(proposal: ProposalView, part: ProposalPart): HTMLElement {
  const { id, order, contentHash, by, at, endsAt } = proposal
  const path = `/v1/proposals/${encodeURIComponent(id)}`
  const act = (name: string, body: unknown) => async () => {
    const answer = await ask<{ link: Link | null }>('POST', `${path}/${name}`, body)
    if (answer.ok) {
      const { link } = answer.value
      await part.changed()
      // Whoever confirms hands the link on: the one who proposed it never sees it.
      const sentence = say(words.invited, { name: proposal.about ?? '', time: '{time}' })
      part.told.good(link === null ? words.done : linkOnce(sentence, link))
    }
    return answer
  }
  const title = words.orders[order.type] ?? order.type
  const isMine = by === part.me
  return el(
    'article',
    { class: 'card-waiting', id: `proposal-${id}` },
    el('h3', {}, title),
    el('p', { class: 'quiet' }, [
      say(words.proposedBy, { name: proposal.byName }),
      ' · ',
      ...withTime(words.waitsSince.replace('{age}', '{time}'), ageTag(at)),
      ' · ',
      ...withTime(words.lapsesAt, timeTag(endsAt)),
    ]),
    el('dl', { class: 'told-exactly' }, members(order, proposal.about)),
    hashLine(contentHash),
    isMine && el('p', { class: 'quiet' }, words.yourOwn),
    el(
      'div',
      { class: 'actions' },
      !isMine &&
        part.mayConfirm &&
        actButton(words.confirmIt, '', part.told, act('confirm', { contentHash })),
      !isMine && part.mayConfirm && actButton(words.refuseIt, 'plain', part.told, act('refuse', {})),
      isMine &&
        actButton(words.withdrawIt, 'plain', part.told, async () =>
          (await sure(`${words.withdrawIt}: ${title}?`, '', words.withdrawIt)) === 'yes'
            ? act('withdraw', {})()
            : undefined,
        ),
    ),
  )
}

export function hashLine(hash: string): HTMLElement {
  return el(
    'p',
    { class: 'hash' },
    el('span', {}, `${words.hash} `),
    el('code', { title: hash }, shortHash(hash)),
    ' ',
    el('small', {}, words.hashMeans),
  )
}

/** Every member as it stands in the order: what is agreed to is what is hashed, and nothing of it is left out. */
function members(order: { readonly [member: string]: unknown }, about: string | null): HTMLElement[] {
  return Object.entries(order)
    .filter(([name]) => name !== 'type')
    .map(([name, value]) =>
      el('div', {}, el('dt', {}, words.members[name] ?? name), el('dd', {}, valueSaid(name, value, about))),
    )
}

function valueSaid(name: string, value: unknown, about: string | null): string | HTMLElement {
  if (value === null || value === undefined) return '—'
  if (name === 'person' || name === 'owner')
    return about === null || about === value ? String(value) : `${about} (${String(value)})`
  if (name === 'areas') return areasSaid(value as 'everywhere' | readonly string[])
  if (name === 'roles')
    return (value as readonly string[]).map((role) => words.roleNames[role] ?? role).join(', ')
  if (name === 'actions' && Array.isArray(value))
    return (value as readonly string[]).map((action) => words.actionNames[action] ?? action).join(', ')
  if (name === 'hash' || name === 'digest' || name === 'certificate')
    return el('code', { title: String(value) }, shortHash(String(value)))
  if (Array.isArray(value)) return value.map(String).join(', ') || '—'
  if (typeof value === 'object')
    return el(
      'dl',
      { class: 'told-exactly' },
      members(value as { readonly [member: string]: unknown }, about),
    )
  return String(value)
}

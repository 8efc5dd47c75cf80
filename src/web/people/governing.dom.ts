/** What the pages of people, keys, roles and authorities share: their tabs, what there is to choose from, and what became of an order. */
import { ask } from './ask.dom.ts'
import { el, type Child } from './element.dom.ts'
import type { Notice } from './notice.dom.ts'
import { authorityName, readAll, type AuthorityView, type Outcome, type RoleView } from './people-view.dom.ts'
import { proposalCard, readAreasOf, shortHash, type ProposalView } from './proposals.dom.ts'
import type { Choices } from './rights.dom.ts'
import type { Session } from './session.dom.ts'
import { say, words } from './words.dom.ts'

const paths = {
  people: '/people',
  keys: '/people/keys',
  roles: '/people/roles',
  authorities: '/people/authorities',
} as const

export function governingTabs(here: keyof typeof paths): HTMLElement {
  return el(
    'nav',
    { class: 'tabs', 'aria-label': words.titles.people },
    Object.entries(paths).map(([name, href]) =>
      el(
        'a',
        { href, 'aria-current': name === here && 'page' },
        words.governingPages[name as keyof typeof paths],
      ),
    ),
  )
}

/** The machine’s own role is nobody’s to give. */
const builtIn = Object.keys(words.roleNames).filter((role) => role !== 'machine')

/** Of what roles and authorities somebody’s rights can be made. */
export async function readChoices(session: Session): Promise<Choices> {
  if (!session.may('people.read')) return { roles: builtIn, authorities: [] }
  const { views } = await readAll<{
    roles: { roles: readonly RoleView[] }
    authorities: { authorities: readonly AuthorityView[] }
  }>({ roles: '/v1/roles', authorities: '/v1/authorities' })
  const own = (views.roles?.roles ?? [])
    .filter(({ builtIn }) => builtIn === 'defined-here')
    .map(({ role }) => role)
  return {
    roles: [...builtIn, ...own],
    authorities: (views.authorities?.authorities ?? []).map((one) => ({
      id: one.id,
      name: authorityName(one),
    })),
  }
}

/** Done, with what it brought; or waiting for somebody else, and nothing has changed yet. */
export function outcomeSaid<Done, Waiting = object>(
  told: Notice,
  outcome: Outcome<Done, Waiting>,
  done: (brought: Done) => Child,
  /** What is told this once although it waits. */
  whileWaiting: (brought: Waiting) => Child = () => undefined,
): void {
  if (outcome.outcome === 'done') return told.good(done(outcome))
  const { proposal } = outcome
  told.good(
    el('p', {}, el('b', {}, say(words.waitsForSecond, { hash: shortHash(proposal.contentHash) }))),
    el('p', {}, words.waitsForSecondAdvice),
    whileWaiting(outcome),
  )
}

/** Nothing where nothing waits. */
export async function proposalsSection(part: {
  readonly session: Session
  readonly told: Notice
  readonly changed: () => Promise<void>
}): Promise<HTMLElement | undefined> {
  const { session, told, changed } = part
  const waiting = await ask<{ proposals: readonly ProposalView[] }>('GET', '/v1/proposals')
  if (!waiting.ok || waiting.value.proposals.length === 0) return undefined
  const { proposals } = waiting.value
  await readAreasOf(proposals.map(({ order }) => order))
  const shared = {
    ...{ told, changed, me: session.current().person.id, mayConfirm: session.may('people.confirm') },
  }
  return el(
    'section',
    { class: 'panel', id: 'proposals' },
    el('h2', {}, words.proposals),
    proposals.map((proposal) => proposalCard(proposal, shared)),
  )
}

/** On the pages beside that of people: how much waits, and where it is decided. */
export async function proposalsNote(): Promise<HTMLElement | undefined> {
  const waiting = await ask<{ proposals: readonly ProposalView[] }>('GET', '/v1/proposals')
  const count = waiting.ok ? waiting.value.proposals.length : 0
  if (count === 0) return undefined
  return el(
    'p',
    { class: 'note' },
    `${words.proposals}: ${count}. `,
    el('a', { href: '/waiting' }, words.places.waiting),
  )
}

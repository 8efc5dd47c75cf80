/** People, links and what waits for a second person, in words. What is personal is said only where it was asked for. */
import { sayTime } from './say-time.ts'

export interface PersonAnswer {
  readonly id: string
  readonly name: string
  readonly login: string | null
  readonly email: string | null
  readonly kind: 'human' | 'machine'
  readonly state: string
  readonly since: string
  readonly authority: string
  readonly roles: readonly string[]
  readonly actions: readonly string[]
  readonly areas: 'everywhere' | readonly string[]
  readonly modes: readonly string[]
  readonly lastSeenAt: string | null
}

export interface LinkAnswer {
  readonly url: string
  readonly endsAt: string
}

export interface ProposalAnswer {
  readonly id: string
  readonly contentHash: string
  readonly byName: string
  readonly at: string
  readonly endsAt: string
  readonly order: { readonly type: string; readonly [member: string]: unknown }
  readonly about: string | null
}

/** What an order answers that may need a second person. */
export type Ordered<Done> =
  | ({ readonly outcome: 'done' } & Done)
  | { readonly outcome: 'waits'; readonly why: string; readonly proposal: ProposalAnswer }

export function sayPerson({ id, state, roles, modes, name }: PersonAnswer): string {
  return `  ${id.padEnd(14)} ${state.padEnd(9)} ${roles.join(', ').padEnd(24)} ${modes.join(', ').padEnd(18)} ${name}`
}

export function sayWholePerson(one: PersonAnswer): string[] {
  const { id, name, login, email, kind, state, since, authority, roles, actions, lastSeenAt } = one
  const areas = one.areas === 'everywhere' ? 'everywhere' : one.areas.join(', ')
  return [
    `${id}  ${name}`,
    `  ${kind}, ${state} since ${sayTime(since)}, last seen ${lastSeenAt === null ? 'never' : sayTime(lastSeenAt)}`,
    `  login      ${login ?? 'none'}`,
    `  e-mail     ${email ?? 'none'}`,
    `  authority  ${authority}`,
    `  roles      ${roles.join(', ')}`,
    `  areas      ${areas}`,
    `  modes      ${one.modes.join(', ')}`,
    `  may        ${actions.join(', ')}`,
  ]
}

/** The address stands alone on its line, to be copied whole. */
export function sayLink(what: string, { url, endsAt }: LinkAnswer): string[] {
  return [
    `${what} It works once, until ${sayTime(endsAt)}. Hand it over by a way that nobody else reads:`,
    url,
  ]
}

export function sayWaits(why: string, proposal: ProposalAnswer): string[] {
  return [
    `Waits for a second person (${why.replaceAll('-', ' ')}), until ${sayTime(proposal.endsAt)}:`,
    ...sayProposal(proposal),
    `Another administrator agrees with: tocsin people confirm ${proposal.id} --hash ${proposal.contentHash}`,
  ]
}

export function sayProposal({ id, contentHash, byName, at, order, about }: ProposalAnswer): string[] {
  const { type, ...members } = order
  return [
    `  ${id}  ${type.replaceAll('-', ' ')}${about === null ? '' : `: ${about}`}`,
    `    by ${byName} at ${sayTime(at)}`,
    ...Object.entries(members).map(([name, value]) => `    ${name} ${sayMember(value)}`),
    `    hash ${contentHash}`,
  ]
}

function sayMember(value: unknown): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What was done, or that it waits. */
export function sayOrdered<Done>(
  answer: Ordered<Done>,
  done: (answer: { readonly outcome: 'done' } & Done) => readonly string[],
): readonly string[] {
  return answer.outcome === 'done' ? done(answer) : sayWaits(answer.why, answer.proposal)
}

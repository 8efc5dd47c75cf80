/** Who may be the second person, where they are reached and by what: the registry, the personal tables, the mail server and the pager. */
import { ok, refuse, type Clock, type Log, type PersonId, type Result } from '#base'
import type { People, ParticularsBook, PersonCall } from '#people'
import { sign } from '../channels/webhook/signature.node.ts'
import { callByPage, openPager, type Pager } from '../people/calling/call.http.ts'
import { callByMail } from '../people/calling/call.smtp.ts'
import type { Config } from './config.ts'
import { openSecondPerson, type SecondPerson, type SecondPersonPorts } from './second-person.ts'
import type { System } from './system.ts'

type CallConfig = Pick<Config, 'smtp' | 'mailFrom' | 'callUrl' | 'callSecret' | 'callAllow'>

export interface SecondPersonSources {
  readonly config: CallConfig & Pick<Config, 'mode'>
  readonly people: People
  readonly particulars: ParticularsBook
  readonly clock: Clock
  readonly log: Log
  /** Whether they are signed in just now: nobody keeps a rota yet. */
  readonly isHere: (person: PersonId) => boolean
  readonly base: () => string
}

/** What is set, or what is set by halves: a call that could not be signed, or comes from nobody, would be refused at the worst moment. */
export function callMakers(
  config: CallConfig,
  around: { readonly clock: Clock; readonly log: Log },
): Result<readonly PersonCall[], 'server/bad-setting'> {
  const { smtp, mailFrom, callUrl, callSecret, callAllow: allowed } = config
  const halves: readonly (readonly [string, string, string, string])[] = [
    [smtp, mailFrom, 'TOCSIN_MAIL_FROM', 'TOCSIN_SMTP'],
    [callUrl, callSecret, 'TOCSIN_CALL_SECRET', 'TOCSIN_CALL_URL'],
  ]
  for (const [one, other, at, beside] of halves)
    if (one !== '' && other === '')
      return refuse('server/bad-setting', { at, value: '', why: `it is needed beside ${beside}` })
  return ok([
    ...(smtp === '' ? [] : [callByMail({ server: smtp, from: mailFrom, allowed, log: around.log })]),
    ...(callUrl === ''
      ? []
      : [callByPage({ url: callUrl, secret: callSecret, sign, policy: { allowed }, ...around })]),
  ])
}

/** The paging service by itself, for who is called out; undefined where none is set. */
export function pagerOf({
  config: { callUrl: url, callSecret: secret, callAllow: allowed },
  ...around
}: {
  readonly config: CallConfig
  readonly clock: Clock
  readonly log: Log
}): Pager | undefined {
  return url === '' ? undefined : openPager({ url, secret, sign, policy: { allowed }, ...around })
}

/** Opened once, when the system is there; what the settings lack is refused before. */
export function callingOf(
  sources: SecondPersonSources,
): Result<(system: System) => SecondPerson, 'server/bad-setting'> {
  const makers = callMakers(sources.config, sources)
  if (!makers.ok) return makers
  let opened: SecondPerson | undefined
  return ok((system) => (opened ??= openSecondPerson(system, secondPersonPorts(sources, makers.value))))
}

function secondPersonPorts(
  { config, people, particulars, isHere, base }: SecondPersonSources,
  makers: readonly PersonCall[],
): SecondPersonPorts {
  return {
    makers,
    base,
    whoMay: ({ action, areas, mode, content }) => {
      const { threat, ladder, level, channels } = content ?? {}
      const about = content === undefined ? {} : { threat, ladder, level, channels }
      const deed = { action, areas, ...(mode === undefined ? {} : { mode }), ...about }
      return people.whoMay(deed as Parameters<People['whoMay']>[0]).map(({ id }) => id)
    },
    isOnDuty: (person) => isHere(person as PersonId),
    async contactOf(person) {
      const { email, language } = particulars.of(person as PersonId) ?? {}
      return { ...(email === undefined ? {} : { email }), ...(language === undefined ? {} : { language }) }
    },
    proposals: () =>
      people.waiting().map(({ id, by, at, endsAt }) => ({
        ...{ kind: 'proposal', key: `proposal:${id}`, proposal: id, since: at, endsAt, hands: [by] },
        mode: config.mode,
      })),
  }
}

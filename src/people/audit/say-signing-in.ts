/** Signing in, ways in, and what was read, each in a sentence. */
import {
  counted,
  listIn,
  someOf,
  spaced,
  textIn,
  textOf,
  textsIn,
  type Sayings,
  type Telling,
} from './telling.ts'

const byMethod: { readonly [method: string]: string } = {
  passkey: 'with a passkey',
  'password-totp': 'with a password and a code',
  oidc: 'through the organisation’s provider',
  'recovery-code': 'with a recovery code',
  link: 'with a one-time link',
}
const method = (name: string) => byMethod[name] ?? `by ${spaced(name)}`

const whyEnded: { readonly [why: string]: string } = {
  idle: 'nobody used it for a while',
  'too-long': 'it lasted as long as a session may',
  'other-browser': 'it was used from another browser than the one it was opened in',
  'other-address': 'the shared screen had another address than before',
  'signed-in-anew': 'somebody signed in anew in that browser',
  'too-many': 'they signed in at too many other screens since',
  'credential-changed': 'the way they sign in was changed elsewhere',
  'ended-elsewhere': 'it was ended from another screen',
  suspended: 'their access was suspended',
  removed: 'their access was removed',
}

const changes: { readonly [what: string]: string } = {
  'passkey-added': 'added a passkey',
  'passkey-removed': 'removed a passkey',
  'password-set': 'set a password with its app',
  'password-removed': 'removed their password',
  'recovery-codes-renewed': 'had new recovery codes made',
  'recovery-code-used': 'used up a recovery code',
  'oidc-linked': 'linked an account at the organisation’s provider',
  'oidc-unlinked': 'unlinked their account at the organisation’s provider',
  'name-changed': 'changed their name',
  'login-changed': 'changed their login',
  'email-changed': 'changed their e-mail address',
  joined: 'joined by a one-time link',
  restored: 'got in again by a one-time link; their former ways in are worth nothing',
}

const whatRead: { readonly [what: string]: string } = {
  people: 'the list of people',
  keys: 'the list of keys',
  webhooks: 'the list of webhooks with their addresses',
  recipients: 'who is on the lists of short messages, e-mail and calls',
  'damage-points': 'where exactly damage is',
  audit: 'the audit',
  'audit-export': 'the audit, as a file',
  'timeline-export': 'the timeline, as a file',
  'situation-export': 'the report of a night, as a file',
  ledger: 'the facts of the ledger',
  'ledger-export': 'the whole ledger, as a file',
  responders: 'who can be called out, and who was',
  'hidden-shelters': 'the list of shelters with the hidden ones',
}

export const signingIn: Sayings = {
  'session-started': ({ who, data }) =>
    `${who} signed in ${method(textIn(data, 'method'))}${data['screen'] === 'shared' ? ' at a shared screen' : ''}`,
  'session-renewed': ({ who, data }) => `${who} proved anew who they are, ${method(textIn(data, 'method'))}`,
  'session-ended': ({ data, name }) => {
    const person = name(textIn(data, 'person'))
    const why = textIn(data, 'why')
    return why === 'signed-out'
      ? `${person} signed out`
      : `A session of ${person} ended: ${whyEnded[why] ?? spaced(why)}`
  },
  'sign-in-failed': ({ data, name }) => {
    const person = textIn(data, 'person')
    const as = person === 'unknown' ? 'with a login that nobody has' : `as ${name(person)}`
    const ways = textsIn(data, 'methods').map(method)
    const doubts = listIn(data, 'doubts').length === 0 ? '' : ` (${someOf(textsIn(data, 'doubts'))})`
    return `Signing in ${as} failed${times(data['count'])}${ways.length === 0 ? '' : `, ${someOf(ways)}`}${doubts}`
  },
  'credential-changed': ({ who, data }) =>
    `${who} ${changes[textIn(data, 'what')] ?? `changed how they sign in: ${spaced(textIn(data, 'what'))}`}`,
  'sensitive-read': ({ who, data, name }: Telling) => {
    const what = textIn(data, 'what')
    const about = data['person']
    const read =
      what === 'personal-data'
        ? `everything that is kept about ${about === undefined ? 'somebody' : name(textOf(about))}`
        : (whatRead[what] ?? spaced(what))
    return `${who} read ${read}${times(data['times'])}`
  },
}

function times(count: unknown): string {
  return count === undefined || count === 1 ? '' : `, ${counted(count, 'time')}`
}

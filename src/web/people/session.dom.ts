/**
 * The session on every page of staff: who I am, a warning before it ends, and when it has ended a prompt over the page, behind
 * which everything stays as it was typed. Any page may use it; it needs only `begin`, and an element to say who is here.
 */
import { ask, proveWith, serverNow, type ProofWanted } from './ask.dom.ts'
import { el, fill } from './element.dom.ts'
import { busy } from './notice.dom.ts'
import { openPrompt, type Prompt } from './session-prompt.dom.ts'
import { hearTabs, tellTabs } from './session-news.dom.ts'
import { showEnding } from './session-ending.dom.ts'
import { timeSaid } from './time.dom.ts'
import type { SessionAnswer, SignedIn } from './ways-in.dom.ts'
import { say, words } from './words.dom.ts'

export interface Session {
  /** As it is now. */
  current(): SignedIn
  may(action: string): boolean
  signOut(): Promise<void>
}

export interface SessionOptions {
  /** Where it says who is here and how to leave. */
  readonly who?: HTMLElement
  /** Called whenever it changed, first when it is known. */
  readonly changed?: (session: SignedIn) => void
  /** The server does not answer; it is asked again every few seconds. */
  readonly unreachable?: () => void
}

/** Touching the page keeps the session; the server is told of it at most this often. */
const tellEvery = 60_000
const askAgainAfter = 5_000

/** Resolves when somebody is signed in; leaves for the page of signing in when nobody is. */
export async function begin(options: SessionOptions = {}): Promise<Session> {
  const answer = await look()
  if (answer === undefined) {
    options.unreachable?.()
    return new Promise((resolve) => setTimeout(() => resolve(begin(options)), askAgainAfter))
  }
  if (answer.signedIn === 'no') {
    leave('needed')
    return new Promise(() => {})
  }
  return openSession(answer, options)
}

function openSession(first: SignedIn, options: SessionOptions): Session {
  let session = first
  let extendedAt = serverNow()
  let prompt: Prompt | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const ending = showEnding({ stay: () => extend(), renew: () => void prove('prove-again') })

  const take = (next: SignedIn, from: 'server' | 'other-tab'): void => {
    if (next.person.id !== session.person.id) {
      // What the one typed is nothing to the other.
      location.reload()
      return
    }
    session = next
    if (from === 'server') tellTabs(next)
    ending.hide()
    prompt?.close('proved')
    if (options.who !== undefined) fill(options.who, whoIsHere(session, signOut))
    options.changed?.(session)
    arm()
  }
  const arm = (): void => {
    clearTimeout(timer)
    const now = serverNow()
    const warnIn = Date.parse(session.warnAt) - now
    const endIn = Date.parse(session.endsAt) - now
    // A browser counts no longer than 24 days.
    timer = setTimeout(
      () => void check(),
      Math.min(warnIn > 0 ? warnIn : Math.max(endIn, 0) + 300, 2 ** 31 - 1),
    )
    if (warnIn <= 0 && endIn > 0) ending.show(session)
  }
  /** Another tab may have kept it, or an administrator ended it: the server is asked, never this device's memory alone. */
  const check = async (): Promise<void> => {
    const answer = await look()
    if (answer === undefined) timer = setTimeout(() => void check(), askAgainAfter)
    else if (answer.signedIn === 'yes') take(answer, 'server')
    else void prove('signed-out', answer.why)
  }
  const extend = async (): Promise<void> => {
    extendedAt = serverNow()
    const answer = await ask<SignedIn>('POST', '/v1/session/extend', {}, { prompt: 'alone' })
    if (answer.ok) take(answer.value, 'server')
    else if (answer.problem.status === 401) void check()
  }
  const prove = async (why: ProofWanted, ended?: string): Promise<'proved' | 'given-up'> => {
    ending.hide()
    if (prompt !== undefined && (prompt.why === 'signed-out' || why === 'prove-again')) return prompt.outcome
    prompt?.close('given-up')
    clearTimeout(timer)
    const mine = await openPrompt(why, session, ended, (next) => take(next, 'server'))
    prompt = mine
    const outcome = await mine.outcome
    if (prompt === mine) prompt = undefined
    if (outcome === 'given-up') arm()
    return outcome
  }
  const signOut = async (): Promise<void> => {
    await ask('POST', '/v1/sign-out', {}, { prompt: 'alone' })
    tellTabs({ signedIn: 'no', why: 'signed-out' })
    location.assign('/sign-in?why=signed-out')
  }

  proveWith((wanted, { why }) => prove(wanted, typeof why === 'string' ? why : undefined))
  hearTabs((news) => {
    if (news.signedIn === 'yes') take(news, 'other-tab')
    else void prove('signed-out', news.why)
  })
  const touched = (): void => {
    if (prompt === undefined && serverNow() - extendedAt > tellEvery) void extend()
  }
  for (const event of ['pointerdown', 'keydown']) addEventListener(event, touched, { passive: true })
  // A laptop that slept wakes up with its timers late; another tab may have signed in.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void check()
  })
  addEventListener('focus', () => {
    if (prompt?.why === 'signed-out')
      void look().then((answer) => answer?.signedIn === 'yes' && take(answer, 'server'))
  })
  take(first, 'server')
  return { current: () => session, may: (action) => session.actions.includes(action), signOut }
}

async function look(): Promise<SessionAnswer | undefined> {
  const answer = await ask<SessionAnswer>('GET', '/v1/session', undefined, {
    prompt: 'alone',
    by: 'unattended',
  })
  return answer.ok ? answer.value : undefined
}

function leave(why: string): void {
  const query = new URLSearchParams({ next: location.pathname + location.search, why })
  location.replace(`/sign-in?${query}`)
}

function whoIsHere({ person, screen, endsAt }: SignedIn, signOut: () => Promise<void>): HTMLElement[] {
  const leaveButton: HTMLButtonElement = el(
    'button',
    { type: 'button', class: 'plain small', onclick: () => busy(leaveButton, signOut) },
    words.signOut,
  )
  return [
    el(
      'p',
      {},
      el('b', {}, person.name),
      el('small', {}, [
        person.roles.map((role) => words.roleNames[role] ?? role).join(', '),
        ' · ',
        screen === 'shared' ? words.sharedScreen : words.ownDevice,
        ' · ',
        say(words.endsAt, { time: timeSaid(endsAt) }),
      ]),
    ),
    leaveButton,
  ]
}

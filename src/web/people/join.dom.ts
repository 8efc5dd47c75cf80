/** The page behind a one-time link: the first administrator, somebody invited, somebody whose access is restored. */
import './staff-language.dom.ts'
import { ask, type Answer } from './ask.dom.ts'
import { authenticatorApp, type TotpQuestion } from './authenticator-app.dom.ts'
import { byId, el, field, fill, sending, typed } from './element.dom.ts'
import { busy, notice, problemSaid } from './notice.dom.ts'
import { recoveryCodes } from './once.dom.ts'
import { makePasskey, whyNoPasskeys, type PasskeyQuestion } from './passkey.dom.ts'
import { tellTabs } from './session-news.dom.ts'
import { timeSaid } from './time.dom.ts'
import { codeField, spaceless, type Methods, type SignedIn } from './ways-in.dom.ts'
import { say, words } from './words.dom.ts'

interface Link {
  readonly kind: 'set-up' | 'invitation' | 'restore'
  readonly name?: string
  readonly login?: string
  readonly endsAt: string
}
type Joined = SignedIn & { readonly recoveryCodes?: readonly string[] }

const main = byId('main')
const token = decodeURIComponent(location.hash.slice(1))
const alone = { prompt: 'alone' } as const
const panel = (...children: Parameters<typeof el>[2][]) => el('section', { class: 'panel' }, ...children)

async function show(): Promise<void> {
  const [link, methods] = await Promise.all([
    ask<Link>('POST', '/v1/links/look', { token }, alone),
    ask<Methods>('GET', '/v1/sign-in/methods', undefined, alone),
  ])
  main.removeAttribute('aria-busy')
  if (token === '') {
    const { joinNoToken: detail, joinNoTokenAdvice: advice } = words
    return fill(main, panel(problemSaid({ detail, advice })))
  }
  if (!link.ok)
    return fill(
      main,
      panel(problemSaid(link.problem), el('p', {}, el('a', { href: '/sign-in' }, words.signIn))),
    )
  const noPasskey =
    whyNoPasskeys() ?? (methods.ok && methods.value.passkey === 'no' ? words.noPasskeyHere : undefined)
  who(link.value, noPasskey, methods.ok ? methods.value.oidc : null)
}

/** Who they are, and by which proof they will sign in: one form, and several ways to finish it. */
function who(link: Link, noPasskey: string | undefined, oidc: Methods['oidc']): void {
  document.title = document.title.replace(words.titles.join, words.joinKinds[link.kind])
  const told = notice()
  const passkey = el('button', { type: 'submit', class: 'big' }, words.joinWithPasskey)
  const next = el('button', { type: 'submit', value: 'password' }, words.next)
  const organisation =
    oidc !== null &&
    el(
      'button',
      { type: 'submit', class: 'plain wide-button', value: 'organisation' },
      say(words.withOrganisation, { name: oidc.name }),
    )
  const password = field(
    {
      ...{ label: words.newPassword, name: 'password', type: 'password', autocomplete: 'new-password' },
      ...{ means: words.newPasswordMeans, more: { minlength: 12, maxlength: 256 } },
    },
    words,
  )
  const passwordInput = password.querySelector('input') as HTMLInputElement
  const form: HTMLFormElement = el(
    'form',
    sending(told, async (event) => {
      const me = spaceless(typed(form))
      const { submitter } = event as SubmitEvent
      if (organisation !== false && submitter === organisation) {
        const begun = await busy(organisation, () => withOrganisation(me))
        if (!begun.ok) told.problem(begun.problem)
        return
      }
      const withPassword = submitter === next || noPasskey !== undefined
      if (withPassword && passwordInput.value === '') return passwordInput.focus()
      const done = withPassword
        ? await busy(next, () => beginPassword(me))
        : await busy(passkey, () => withPasskey(me))
      if (done !== undefined && !done.ok) told.problem(done.problem)
    }),
    field({
      ...{ label: words.name, name: 'name', means: words.nameMeans, autocomplete: 'name' },
      ...(link.name === undefined ? {} : { value: link.name }),
      more: { required: true, maxlength: 100 },
    }),
    field({
      ...{ label: words.login, name: 'login', means: words.loginMeans, autocomplete: 'username' },
      ...(link.login === undefined ? {} : { value: link.login }),
      more: {
        ...{ required: true, maxlength: 100, spellcheck: 'false', autocapitalize: 'none' },
        readonly: link.kind === 'restore' && link.login !== undefined,
      },
    }),
    told.element,
    noPasskey === undefined
      ? el('div', {}, passkey, el('p', { class: 'quiet under' }, words.joinWithPasskeyMeans))
      : el('p', { class: 'note' }, noPasskey),
    organisation,
    el(
      'details',
      { class: 'way', open: noPasskey !== undefined },
      el('summary', {}, words.joinWithPassword),
      el('div', { class: 'stack' }, password, next),
    ),
  )
  const finishPassword = (me: Me, question: TotpQuestion): void => {
    const told = notice()
    const button = el('button', { type: 'submit' }, words.finish)
    const form: HTMLFormElement = el(
      'form',
      sending(told, async () => {
        const { code } = spaceless(typed(form))
        const body = { token, ticket: question.ticket, ...me, code, screen: screen() }
        const answer = await busy(button, () => ask<Joined>('POST', '/v1/links/password', body, alone))
        if (answer.ok) joined(answer.value, link)
        else told.problem(answer.problem)
      }),
      authenticatorApp(question),
      codeField(),
      told.element,
      button,
    )
    fill(main, panel(form))
    form.querySelector<HTMLInputElement>('[name=code]')?.focus()
  }
  type Me = { readonly [name: string]: string }
  const beginPassword = async (me: Me): Promise<Answer<unknown>> => {
    const { login } = me
    const question = await ask<TotpQuestion>('POST', '/v1/links/password/begin', { token, login }, alone)
    if (question.ok) finishPassword(me, question.value)
    return question
  }
  /** They come back signed in, to their account; the link's token travels in no address. */
  const withOrganisation = async ({ name, login }: Me): Promise<Answer<{ to: string }>> => {
    const body = { token, called: { name, login }, screen: screen() }
    const begun = await ask<{ to: string }>('POST', '/v1/links/oidc', body, alone)
    if (begun.ok) location.assign(begun.value.to)
    return begun
  }
  const withPasskey = async ({ name, login }: Me): Promise<Answer<unknown>> => {
    const question = await ask<PasskeyQuestion>(
      'POST',
      '/v1/links/passkey/options',
      { token, name, login },
      alone,
    )
    if (!question.ok) return question
    const made = await makePasskey(question.value.options)
    if (!made.ok) return made
    const { ticket } = question.value
    const body = { token, ticket, response: made.value, name, login, screen: screen() }
    const answer = await ask<Joined>('POST', '/v1/links/passkey', body, alone)
    if (answer.ok) joined(answer.value, link)
    return answer
  }
  fill(
    main,
    panel(
      el('h2', {}, words.joinKinds[link.kind]),
      el('p', {}, words.joinKindsMean[link.kind]),
      el(
        'p',
        { class: 'quiet' },
        say(words.joinInvitedTo, { issuer: document.body.dataset['issuer'] ?? '' }),
      ),
      el('p', { class: 'quiet' }, say(words.joinEndsAt, { time: timeSaid(link.endsAt) })),
      form,
    ),
  )
}

function screen(): 'own' | 'shared' {
  return localStorage.getItem('tocsin:screen') === 'shared' ? 'shared' : 'own'
}

/** They are in, and the link is worth nothing any more. Before they go on they get a way back in for the day the device is lost. */
function joined(session: Joined, link: Link): void {
  history.replaceState(null, '', location.pathname)
  tellTabs(session)
  const goOn = () => location.assign(link.kind === 'set-up' ? '/people' : '/waiting')
  const showCodes = (codes: readonly string[]) => {
    fill(main, recoveryCodes(codes, goOn))
    main.querySelector<HTMLElement>('h2')?.focus()
  }
  if (session.recoveryCodes !== undefined) return showCodes(session.recoveryCodes)
  const told = notice()
  const make: HTMLButtonElement = el(
    'button',
    {
      ...{ type: 'button', class: 'big' },
      onclick: async () => {
        const made = await busy(make, () =>
          ask<{ recoveryCodes: readonly string[] }>('POST', '/v1/account/recovery-codes', {}, alone),
        )
        if (made.ok) showCodes(made.value.recoveryCodes)
        else told.problem(made.problem)
      },
    },
    words.makeCodes,
  )
  fill(
    main,
    panel(
      el('p', { class: 'note good', role: 'status' }, words.welcome),
      told.element,
      el('p', {}, words.makeCodesMean),
      make,
      el('p', {}, el('button', { type: 'button', class: 'plain', onclick: goOn }, words.withoutCodes)),
    ),
  )
  make.focus()
}

void show()

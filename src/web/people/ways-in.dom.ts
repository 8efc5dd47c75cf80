/** The ways to sign in, as one piece: the page of that name and the prompt over any other page show the same. */
import { ask, type Answer } from './ask.dom.ts'
import { el, field, newId, sending, typed } from './element.dom.ts'
import { busy, countDown, notice } from './notice.dom.ts'
import { usePasskey, whyNoPasskeys, type PasskeyQuestion } from './passkey.dom.ts'
import { say, words } from './words.dom.ts'

export type Screen = 'own' | 'shared'

export interface SignedIn {
  readonly signedIn: 'yes'
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly string[] }
  readonly screen: Screen
  readonly method: string
  readonly startedAt: string
  readonly endsAt: string
  readonly warnAt: string
  readonly proved: 'freshly' | 'long-ago'
  readonly actions: readonly string[]
}
export type SessionAnswer = SignedIn | { readonly signedIn: 'no'; readonly why?: string }

export interface Methods {
  readonly passkey: 'yes' | 'no'
  readonly password: 'yes' | 'no'
  /** Why it can’t be done at this address. */
  readonly why?: string
  readonly oidc: { readonly name: string } | null
}

export interface WaysIn {
  readonly element: HTMLElement
  /** The first thing to press. */
  focus(): void
}

export function waysIn(
  methods: Methods,
  options: {
    readonly screen: () => Screen
    readonly done: (session: SignedIn) => void
    readonly recovery: 'offered' | 'not-here'
    /** Where the organisation’s sign-in leads back to; without it, it is not offered. */
    readonly oidcNext?: string
    /** Known already, as when a session of theirs has just ended. */
    readonly login?: string
  },
): WaysIn {
  if (methods.passkey === 'no' && methods.password === 'no') return noWay(methods)
  const told = notice()
  const buttons: HTMLButtonElement[] = []

  const finish = (answer: Answer<SignedIn>): void => {
    if (answer.ok) return options.done(answer.value)
    told.problem(answer.problem)
    if (answer.problem.waitFor !== undefined) countDown(buttons, answer.problem.waitFor, told.clear)
  }
  const submitButton = (text: string): HTMLButtonElement => {
    const button = el('button', { type: 'submit' }, text)
    buttons.push(button)
    return button
  }
  const formOf = (path: string, button: HTMLButtonElement, ...fields: HTMLElement[]): HTMLFormElement => {
    const form = el(
      'form',
      sending(told, async () => {
        const answer = await busy(button, () =>
          ask<SignedIn>(
            'POST',
            path,
            { ...spaceless(typed(form)), screen: options.screen() },
            { prompt: 'alone' },
          ),
        )
        // A wrong code is of no use a second time; the password may have been right.
        if (!answer.ok)
          for (const code of form.querySelectorAll<HTMLInputElement>('[name=code]')) code.value = ''
        finish(answer)
      }),
      fields,
      button,
    )
    return form
  }

  const whyNot = whyNoPasskeys() ?? (methods.passkey === 'no' ? words.noPasskeyHere : undefined)
  const passkeyMeans = newId('means')
  const passkey: HTMLButtonElement = el(
    'button',
    {
      ...{ type: 'button', class: 'big', 'aria-describedby': passkeyMeans },
      onclick: async () => {
        told.clear()
        finish(await busy(passkey, () => withPasskey(options.screen())))
      },
    },
    words.withPasskey,
  )
  buttons.push(passkey)

  const password = el(
    'details',
    { open: whyNot !== undefined, class: 'way' },
    el('summary', {}, words.withPassword),
    formOf(
      '/v1/sign-in/password',
      submitButton(words.signIn),
      loginField(options.login),
      field(
        {
          label: words.password,
          name: 'password',
          type: 'password',
          autocomplete: 'current-password',
          more: { required: true },
        },
        words,
      ),
      codeField(),
    ),
  )
  const recovery = el(
    'details',
    { class: 'way' },
    el('summary', {}, words.lostDevice),
    el('p', { class: 'quiet' }, words.lostDeviceMeans),
    formOf(
      '/v1/sign-in/recovery-code',
      submitButton(words.useRecoveryCode),
      loginField(options.login),
      field({
        ...{ label: words.recoveryCode, name: 'code' },
        more: { required: true, spellcheck: 'false', autocapitalize: 'none' },
      }),
    ),
  )
  const { oidc } = methods
  const element = el(
    'div',
    { class: 'ways-in' },
    told.element,
    whyNot === undefined
      ? [passkey, el('p', { class: 'quiet under', id: passkeyMeans }, words.withPasskeyMeans)]
      : el('p', { class: 'note' }, whyNot),
    oidc !== null &&
      options.oidcNext !== undefined &&
      el(
        'button',
        {
          ...{ type: 'button', class: 'plain wide-button' },
          onclick: () => {
            const query = new URLSearchParams({ screen: options.screen() })
            rememberNext(options.oidcNext as string)
            location.assign(`/v1/sign-in/oidc?${query}`)
          },
        },
        say(words.withOrganisation, { name: oidc.name }),
      ),
    methods.password === 'yes' && password,
    options.recovery === 'offered' && recovery,
  )
  const focus = () => (whyNot === undefined ? passkey : element.querySelector<HTMLElement>('input'))?.focus()
  return { element, focus }
}

/** Over a line that others can read nobody signs in; on the machine itself there is a name for it that browsers trust. */
function noWay({ why }: Methods): WaysIn {
  const here = new URL(location.href)
  const isThisMachine = here.hostname === '127.0.0.1' || here.hostname === '[::1]'
  here.hostname = 'localhost'
  const element = el(
    'div',
    { class: 'ways-in' },
    el('p', { class: 'note' }, words.why[why ?? ''] ?? words.noPasskeyHere),
    isThisMachine && el('p', {}, el('a', { href: here.href }, say(words.openAt, { address: here.origin }))),
  )
  return { element, focus: () => element.querySelector('a')?.focus() }
}

async function withPasskey(screen: Screen): Promise<Answer<SignedIn>> {
  const question = await ask<PasskeyQuestion>('POST', '/v1/sign-in/passkey/options', {}, { prompt: 'alone' })
  if (!question.ok) return question
  const used = await usePasskey(question.value.options)
  if (!used.ok) return used
  const { ticket } = question.value
  return ask<SignedIn>(
    'POST',
    '/v1/sign-in/passkey',
    { ticket, response: used.value, screen },
    { prompt: 'alone' },
  )
}

export function loginField(value?: string): HTMLElement {
  return field({
    ...{ label: words.login, name: 'login', autocomplete: 'username' },
    ...(value === undefined ? {} : { value }),
    more: { required: true, spellcheck: 'false', autocapitalize: 'none', maxlength: 100 },
  })
}

export function codeField(): HTMLElement {
  return field({
    ...{ label: words.code, name: 'code', means: words.codeMeans, autocomplete: 'one-time-code' },
    more: { required: true, inputmode: 'numeric', class: 'code', maxlength: 9 },
  })
}

/** People paste codes with the spaces that made them readable; passwords are left as they are. */
export function spaceless(fields: { readonly [name: string]: string }): { readonly [name: string]: string } {
  const { login, code } = fields
  return {
    ...fields,
    ...(login === undefined ? {} : { login: login.trim().toLowerCase() }),
    ...(code === undefined ? {} : { code: code.replace(/\s/g, '') }),
  }
}

const nextKept = 'tocsin:next'

/** The organisation’s sign-in leads away and comes back without it. */
function rememberNext(next: string): void {
  sessionStorage.setItem(nextKept, next)
}

export function takeNext(): string | undefined {
  const next = sessionStorage.getItem(nextKept) ?? undefined
  sessionStorage.removeItem(nextKept)
  return next
}

/** Only a path of ours: anything else would let a link send people elsewhere from a page they trust. */
export function ownPath(text: string | null | undefined): string | undefined {
  if (!text?.startsWith('/')) return undefined
  try {
    const url = new URL(text, location.origin)
    const isOurs = url.origin === location.origin && !url.pathname.startsWith('/sign-in')
    return isOurs ? url.pathname + url.search + url.hash : undefined
  } catch {
    return undefined
  }
}

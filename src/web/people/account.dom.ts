/** One’s own account: by what one signs in, where one is signed in, and what is kept. */
import { accountKeys } from './account-keys.dom.ts'
import { accountSessions } from './account-sessions.dom.ts'
import type { Account, AccountPart } from './account-view.dom.ts'
import { ask } from './ask.dom.ts'
import { el, field, fill, sending, typed } from './element.dom.ts'
import { keepText } from './keep-text.dom.ts'
import { busy, notice, problemSaid } from './notice.dom.ts'
import { recoveryCodes } from './once.dom.ts'
import { beginPage, main } from './staff-begin.dom.ts'
import { timeTag } from './time.dom.ts'
import type { Methods } from './ways-in.dom.ts'
import { words } from './words.dom.ts'

const session = await beginPage()
const told = notice()
const place = el('div', { class: 'stack' })
fill(main, told.element, place)

async function show(): Promise<void> {
  const [account, methods] = await Promise.all([
    ask<Account>('GET', '/v1/account'),
    ask<Methods>('GET', '/v1/sign-in/methods', undefined, { prompt: 'alone' }),
  ])
  if (!account.ok) return fill(place, el('section', { class: 'panel' }, problemSaid(account.problem)))
  const part: AccountPart = {
    account: account.value,
    methods: methods.ok ? methods.value : { passkey: 'yes', password: 'yes', oidc: null },
    told,
    changed: async (how) => {
      await show()
      if (how !== undefined) told.good(how)
    },
    showCodes: (codes) => {
      fill(
        place,
        recoveryCodes(codes, () => void show()),
      )
      place.querySelector<HTMLElement>('h2')?.focus()
    },
  }
  fill(
    place,
    el(
      'div',
      { class: 'two' },
      el('div', { class: 'stack' }, accountKeys(part)),
      el(
        'div',
        { class: 'stack' },
        accountSessions(part),
        particulars(part),
        records(),
        recently(account.value),
      ),
    ),
  )
}

function particulars({ account, changed }: AccountPart): HTMLElement {
  const { name, login, email, language } = account.particulars
  const button = el('button', { type: 'submit' }, words.save)
  const form: HTMLFormElement = el(
    'form',
    sending(told, async () => {
      const fields = typed(form)
      const body = {
        name: fields['name'],
        login: fields['login'],
        ...(fields['email'] === '' ? {} : { email: fields['email'] }),
        ...(language === undefined ? {} : { language }),
      }
      const saved = await busy(button, () => ask('PUT', '/v1/account', body))
      if (!saved.ok) return told.problem(saved.problem)
      kept.sent()
      await changed(words.saved)
    }),
    field({ label: words.name, name: 'name', value: name, autocomplete: 'name', more: { required: true } }),
    field({
      label: words.login,
      name: 'login',
      value: login,
      autocomplete: 'username',
      more: { required: true },
    }),
    field({
      ...{ label: words.email, name: 'email', type: 'email', means: words.emailMeans, autocomplete: 'email' },
      ...(email === undefined ? {} : { value: email }),
    }),
    button,
  )
  const kept = keepText(form, session.current().person.id, 'particulars')
  return el('section', { class: 'panel' }, el('h2', {}, words.accountMe), form)
}

function records(): HTMLElement {
  const button: HTMLButtonElement = el(
    'button',
    {
      ...{ type: 'button', class: 'plain' },
      onclick: async () => {
        told.clear()
        const answer = await busy(button, () => ask('GET', '/v1/account/personal'))
        if (!answer.ok) return told.problem(answer.problem)
        const file = new Blob([JSON.stringify(answer.value, null, 2)], { type: 'application/json' })
        const address = URL.createObjectURL(file)
        el('a', { href: address, download: 'what-is-kept-about-me.json' }).click()
        setTimeout(() => URL.revokeObjectURL(address), 10_000)
      },
    },
    words.download,
  )
  return el(
    'section',
    { class: 'panel' },
    el('h2', {}, words.myRecords),
    el('p', {}, words.myRecordsMean),
    el('p', {}, button),
  )
}

/** What somebody else may have done in my name shows here first. */
function recently({ lately }: Account): HTMLElement {
  return el(
    'section',
    { class: 'panel' },
    el('h2', {}, words.recently),
    lately.length === 0
      ? el('p', {}, words.nothingChanged)
      : el(
          'ul',
          { class: 'rows' },
          lately
            .slice(0, 8)
            .map(({ at, what }) =>
              el('li', { class: 'row' }, el('span', {}, words.changed[what] ?? what), timeTag(at)),
            ),
        ),
    el('p', { class: 'quiet under' }, words.notYou),
  )
}

await show()

/** By what one signs in: passkeys, password with code, recovery codes, the organisation’s account. */
import { actButton } from './act-button.dom.ts'
import type { AccountPart } from './account-view.dom.ts'
import { ask, type Answer } from './ask.dom.ts'
import { authenticatorApp, type TotpQuestion } from './authenticator-app.dom.ts'
import { el, field, fill, sending, typed } from './element.dom.ts'
import { busy } from './notice.dom.ts'
import { makePasskey, whyNoPasskeys, type PasskeyQuestion } from './passkey.dom.ts'
import { sure } from './sure.dom.ts'
import { withTime, timeTag } from './time.dom.ts'
import { codeField, spaceless } from './ways-in.dom.ts'
import { say, words } from './words.dom.ts'

export function accountKeys(part: AccountPart): HTMLElement[] {
  return [passkeys(part), password(part), codes(part), ...organisation(part)]
}

function passkeys(part: AccountPart): HTMLElement {
  const { account, changed, told } = part
  const add = el('button', { type: 'submit', class: 'plain' }, words.addPasskey)
  const form: HTMLFormElement = el(
    'form',
    {
      class: 'in-line',
      ...sending(told, async () => {
        const answer = await busy(add, () => addPasskey(typed(form)['name'] ?? ''))
        if (answer.ok) await changed(words.saved)
        else told.problem(answer.problem)
      }),
    },
    field({
      label: words.passkeyName,
      name: 'name',
      means: words.passkeyNameMeans,
      more: { maxlength: 60, required: true },
    }),
    add,
  )
  const whyNot = whyNoPasskeys()
  return el(
    'section',
    { class: 'panel', id: 'passkeys' },
    el('h2', {}, words.passkeys),
    account.passkeys.length === 0 && el('p', {}, words.noPasskeys),
    el(
      'ul',
      { class: 'rows' },
      account.passkeys.map(({ id, name, madeAt, lastUsedAt, syncs }) =>
        el(
          'li',
          { class: 'row' },
          el(
            'span',
            {},
            el('b', {}, name),
            el('small', {}, [
              ...withTime(words.madeAt, timeTag(madeAt)),
              ' · ',
              ...(lastUsedAt === null ? [words.notUsed] : withTime(words.lastUsed, timeTag(lastUsedAt))),
              ' · ',
              syncs ? words.syncs : words.staysHere,
            ]),
          ),
          actButton(words.remove, 'plain small', told, async () => {
            if ((await sure(say(words.removeSure, { name }), words.removeMeans, words.remove)) === 'no')
              return undefined
            const answer = await ask('DELETE', `/v1/account/passkeys/${encodeURIComponent(id)}`)
            if (answer.ok) await changed(words.saved)
            return answer
          }),
        ),
      ),
    ),
    whyNot === undefined ? form : el('p', { class: 'note' }, whyNot),
  )
}

async function addPasskey(name: string): Promise<Answer<unknown>> {
  const question = await ask<PasskeyQuestion>('POST', '/v1/account/passkeys/options', {})
  if (!question.ok) return question
  const made = await makePasskey(question.value.options)
  if (!made.ok) return made
  return ask('POST', '/v1/account/passkeys', { ticket: question.value.ticket, response: made.value, name })
}

function password(part: AccountPart): HTMLElement {
  const { account, changed, told } = part
  const place = el('div', {})
  const begin = actButton(
    account.password === null ? words.setPassword : words.changePassword,
    'plain',
    told,
    async () => {
      const question = await ask<TotpQuestion>('POST', '/v1/account/password/begin', {})
      if (question.ok) fill(place, passwordForm(part, question.value))
      return question
    },
  )
  const remove = actButton(words.removePassword, 'plain', told, async () => {
    const asked = say(words.removeSure, { name: words.passwordTitle })
    if ((await sure(asked, words.removeMeans, words.remove)) === 'no') return undefined
    const answer = await ask('DELETE', '/v1/account/password')
    if (answer.ok) await changed(words.saved)
    return answer
  })
  fill(place, el('div', { class: 'actions' }, begin, account.password !== null && remove))
  return el(
    'section',
    { class: 'panel', id: 'password' },
    el('h2', {}, words.passwordTitle),
    account.password === null
      ? el('p', {}, words.passwordNone)
      : el('p', {}, withTime(words.passwordSince, timeTag(account.password.changedAt))),
    place,
  )
}

function passwordForm({ account, told, changed }: AccountPart, question: TotpQuestion): HTMLElement {
  const button = el('button', { type: 'submit' }, words.finish)
  const form: HTMLFormElement = el(
    'form',
    sending(told, async () => {
      const { password, code } = spaceless(typed(form))
      const body = { ticket: question.ticket, password, code }
      const answer = await busy(button, () => ask('PUT', '/v1/account/password', body))
      if (answer.ok) await changed(words.saved)
      else told.problem(answer.problem)
    }),
    // For the keeper of passwords alone: it must know whose it is.
    el('input', {
      name: 'username',
      value: account.particulars.login,
      autocomplete: 'username',
      hidden: true,
      readonly: true,
    }),
    field(
      {
        ...{ label: words.newPassword, name: 'password', type: 'password', autocomplete: 'new-password' },
        ...{ means: words.newPasswordMeans, more: { required: true, minlength: 12, maxlength: 256 } },
      },
      words,
    ),
    authenticatorApp(question),
    codeField(),
    button,
  )
  return form
}

function codes(part: AccountPart): HTMLElement {
  const make = actButton(words.newCodes, 'plain', part.told, async () => {
    const answer = await ask<{ recoveryCodes: readonly string[] }>('POST', '/v1/account/recovery-codes', {})
    if (answer.ok) part.showCodes(answer.value.recoveryCodes)
    return answer
  })
  return el(
    'section',
    { class: 'panel', id: 'codes' },
    el('h2', {}, words.codesTitle),
    el('p', {}, say(words.codesLeft, { count: part.account.recoveryCodesLeft })),
    el('div', { class: 'actions' }, make, el('small', { class: 'quiet' }, words.newCodesMean)),
  )
}

function organisation({ account, methods, told, changed }: AccountPart): HTMLElement[] {
  const { oidc } = methods
  if (oidc === null && account.oidc.length === 0) return []
  const link = async () => {
    const begun = await ask<{ to: string }>('POST', '/v1/account/oidc', {})
    if (begun.ok) location.assign(begun.value.to)
    return begun
  }
  const unlink = (issuer: string) => async () => {
    const asked = say(words.removeSure, { name: issuer })
    if ((await sure(asked, words.removeMeans, words.remove)) === 'no') return undefined
    const answer = await ask('DELETE', `/v1/account/oidc?${new URLSearchParams({ issuer })}`)
    if (answer.ok) await changed(words.saved)
    return answer
  }
  return [
    el(
      'section',
      { class: 'panel' },
      el('h2', {}, words.linked),
      account.oidc.map(({ issuer, linkedAt }) =>
        el(
          'p',
          { class: 'row' },
          el('span', {}, withTime(words.linkedSince.replace('{issuer}', issuer), timeTag(linkedAt))),
          actButton(words.remove, 'plain small', told, unlink(issuer)),
        ),
      ),
      account.oidc.length === 0 &&
        oidc !== null &&
        el('p', {}, actButton(say(words.link, { name: oidc.name }), 'plain', told, link)),
    ),
  ]
}

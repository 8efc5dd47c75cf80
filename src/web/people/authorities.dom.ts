/** The authorities: what each owns, and whether its warnings are in earnest. */
import { actButton } from './act-button.dom.ts'
import { areaPicker, areasSaid, readAreas } from './areas.dom.ts'
import { ask } from './ask.dom.ts'
import { el, field, fill, sending, typed } from './element.dom.ts'
import { governingTabs, outcomeSaid, proposalsNote } from './governing.dom.ts'
import { busy, notice } from './notice.dom.ts'
import { authorityName, type AuthorityView, type Outcome } from './people-view.dom.ts'
import { beginPage, main } from './staff-begin.dom.ts'
import { sure } from './sure.dom.ts'
import { languageSaid, say, words } from './words.dom.ts'

const session = await beginPage('people.read')
const told = notice()
const place = el('div', { class: 'stack' })
fill(main, governingTabs('authorities'), told.element, place)
const mayManage = session.may('authorities.manage')
const parts = ['threats', 'ladders', 'levels', 'channels'] as const
const labels = {
  threats: words.ownsThreats,
  ladders: words.ownsLadders,
  levels: words.ownsLevels,
  channels: words.ownsChannels,
}

async function show(): Promise<void> {
  const answer = await ask<{ authorities: readonly AuthorityView[] }>('GET', '/v1/authorities')
  if (!answer.ok) return told.problem(answer.problem)
  const { authorities } = answer.value
  await readAreas(authorities.flatMap(({ owns }) => (owns.areas === 'everywhere' ? [] : owns.areas)))
  const proposals = await proposalsNote()
  fill(
    place,
    proposals,
    el('p', { class: 'quiet' }, words.authoritiesMean),
    el('h2', { class: 'for-readers' }, words.titles.authorities),
    authorities.map(card),
    mayManage &&
      el('details', { class: 'panel' }, el('summary', {}, words.newAuthority), authorityForm(undefined)),
  )
}

function card(authority: AuthorityView): HTMLElement {
  const { id, owns, service } = authority
  const name = authorityName(authority)
  const line = (label: string, value: string) => el('div', {}, el('dt', {}, label), el('dd', {}, value))
  const isLive = service === 'live'
  const next = isLive ? 'drill' : 'live'
  const text = isLive ? words.switchToDrill : words.switchToLive
  const path = `/v1/authorities/${encodeURIComponent(id)}`
  return el(
    'section',
    { class: 'panel', id: `authority-${id}` },
    el('h3', {}, name, ' ', el('code', {}, id)),
    el(
      'p',
      {},
      el('span', { class: isLive ? 'chip strong' : 'chip drill' }, words.service[service] ?? service),
    ),
    el(
      'dl',
      { class: 'told-exactly' },
      line(words.areas, areasSaid(owns.areas)),
      parts.map((part) => line(labels[part], ownedSaid(owns[part]))),
    ),
    mayManage &&
      el(
        'div',
        { class: 'actions' },
        actButton(text, 'plain', told, async () => {
          if ((await sure(`${text}: ${name}?`, isLive ? '' : words.switchToLiveMeans, text)) === 'no')
            return undefined
          const answer = await ask<Outcome<object>>('POST', `${path}/service`, { service: next })
          if (!answer.ok) return answer
          await show()
          outcomeSaid(told, answer.value, () => words.done)
          return answer
        }),
        !isLive && el('small', { class: 'quiet' }, words.switchToLiveMeans),
      ),
    mayManage &&
      el(
        'details',
        {},
        el('summary', { 'aria-label': `${words.changeAuthority}: ${name}` }, words.changeAuthority),
        authorityForm(authority),
      ),
  )
}

function ownedSaid(owned: 'all' | readonly string[]): string {
  return owned === 'all' ? words.ownsAll : owned.join(', ')
}

function authorityForm(authority: AuthorityView | undefined): HTMLElement {
  const languages = [...new Set(['en', 'uk', 'ru', ...Object.keys(authority?.names ?? {})])]
  const areas = areaPicker(authority?.owns.areas ?? [])
  const button = el('button', { type: 'submit' }, words.saveAuthority)
  const form: HTMLFormElement = el(
    'form',
    sending(told, async () => {
      const fields = typed(form)
      const listed = (name: string) => {
        const items = (fields[name] ?? '')
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== '')
        return items.length === 0 ? 'all' : items
      }
      const names = Object.fromEntries(
        languages.flatMap((language) => {
          const name = fields[`name-${language}`]?.trim() ?? ''
          return name === '' ? [] : [[language, name] as const]
        }),
      )
      const owns = {
        areas: areas.chosen(),
        ...Object.fromEntries(parts.map((part) => [part, listed(part)])),
      }
      const answer = await busy(button, () =>
        authority === undefined
          ? ask<Outcome<object>>('POST', '/v1/authorities', { id: fields['id'], names, owns })
          : ask<Outcome<object>>('PUT', `/v1/authorities/${encodeURIComponent(authority.id)}`, {
              names,
              owns,
            }),
      )
      if (!answer.ok) return told.problem(answer.problem)
      await show()
      outcomeSaid(told, answer.value, () => words.saved)
    }),
    authority === undefined &&
      field({
        label: words.authorityId,
        name: 'id',
        means: words.roleNameMeans,
        more: { required: true, pattern: '[a-z0-9\\-]+' },
      }),
    el(
      'div',
      { class: 'fields' },
      languages.map((language, i) =>
        field({
          ...{
            label: `${words.authorityNames}, ${say(words.inLanguage, { language: languageSaid(language) })}`,
            name: `name-${language}`,
          },
          value: authority?.names[language] ?? '',
          more: { required: i === 0, lang: language },
        }),
      ),
    ),
    areas.element,
    el(
      'div',
      { class: 'fields' },
      parts.map((part) => {
        const owned = authority?.owns[part] ?? 'all'
        return field({
          label: labels[part],
          name: part,
          means: words.ownsMeans,
          value: owned === 'all' ? '' : owned.join(', '),
        })
      }),
    ),
    button,
  )
  return form
}

await show()

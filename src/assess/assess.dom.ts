/** The assessor’s page: opens from the phone alone, shows what is on it, and sends when there is a network and somebody is signed in. */
import { get, newId } from './asking.dom.ts'
import { el, fill, byId } from '../web/people/element.dom.ts'
import { conflictView, sideOf } from './conflict-view.dom.ts'
import { formView } from './form-view.dom.ts'
import { formOf, loadForms, takeForms, type PhoneForm } from './forms-kept.dom.ts'
import { homeView, type Known } from './home-view.dom.ts'
import { begun, reopened, type KeptRecord, type ServerRecord } from './kept-record.ts'
import { lang, say, words } from './page-words.dom.ts'
import { signOutView } from './sign-out-view.dom.ts'
import { outboxTag, sendWaiting, type Ended, type Person } from './sending.dom.ts'
import { dropAll, dropRecord, keep, kept, putRecord, recordKept, recordsKept } from './store.dom.ts'
import { startWorker } from './worker-start.dom.ts'

interface SessionAnswer {
  readonly signedIn: 'yes' | 'no'
  readonly person?: { readonly id: string; readonly name: string }
  readonly actions?: readonly string[]
}

const [main, standing, who] = [byId('main'), byId('standing'), byId('who')]
/** Sent ones are here to be looked at and changed; older ones are fetched. */
const mostSent = 50

let person: (Person & { readonly may: 'note' | 'nothing' }) | undefined
/** Unknown until the server has answered once. */
let session: 'unknown' | 'in' | 'out' = 'unknown'
let ended: Ended | 'sending' = 'all-sent'
let keeps: 'yes' | 'no' = 'yes'
let known: Known | undefined
let view: 'home' | 'other' = 'home'

const network = () => (navigator.onLine && ended !== 'network' ? 'there' : 'gone')
async function look(): Promise<void> {
  const answer = await get<SessionAnswer>('/v1/session')
  if (typeof answer === 'object' && answer.signedIn === 'yes' && answer.person !== undefined) {
    const { id, name } = answer.person
    const may = answer.actions?.includes('damage.note') === true ? 'note' : 'nothing'
    person = { id, name, may }
    session = 'in'
    await keep('person', person).catch(() => {})
    const forms = await get<Parameters<typeof takeForms>[0]>('/v1/forms')
    if (typeof forms === 'object') await takeForms(forms).catch(() => (keeps = 'no'))
  } else if (typeof answer === 'object') session = 'out'
}

async function show(): Promise<void> {
  const all = await recordsKept()
  const isMine = ({ by }: KeptRecord) => by === null || person === undefined || by === person.id
  const mine = all.filter(isMine)
  const count = (...states: readonly KeptRecord['state'][]) =>
    mine.filter(({ state }) => states.includes(state)).length
  const [waiting, needsMe] = [count('waiting'), count('conflict', 'refused')]
  fill(
    standing,
    [
      keeps === 'no' && words.notKept,
      network() === 'gone' && words.offline,
      ended === 'sending' && words.sending,
      ended === 'busy' && words.trouble,
      waiting > 0 &&
        ended !== 'sending' &&
        say(session === 'out' ? words.waitsSignIn : waiting === 1 ? words.waitsOne : words.waits, {
          count: waiting,
        }),
      needsMe > 0 && say(words.needsYou, { count: needsMe }),
      waiting + needsMe === 0 && mine.length > 0 && words.allSent,
    ]
      .filter((one) => one !== false)
      .map((one, n) => el('span', { class: n === 0 ? 'first' : '' }, one)),
  )
  standing.dataset['state'] = needsMe > 0 ? 'needs' : waiting > 0 || network() === 'gone' ? 'waits' : 'well'
  const out = el('button', { type: 'button', class: 'plain' }, words.signOut)
  out.addEventListener('click', () => showSignOut(waiting + needsMe + count('draft')))
  const next = `/sign-in?next=${encodeURIComponent(location.pathname)}&lang=${lang}`
  fill(
    who,
    session === 'out' && [words.signedOut, ' ', el('a', { href: next }, words.signIn)],
    session !== 'out' && person !== undefined && [say(words.signedInAs, { name: person.name }), ' ', out],
    session === 'in' && person?.may === 'nothing' && el('span', { class: 'note' }, words.mayNot),
  )
  if (view !== 'home') return
  fill(
    main,
    ...homeView({
      ...{ records: mine, known, others: all.length - mine.length, network: network() },
      begin: (form) => void begin(form),
      open: (record) => void open(record),
      change: (record) => void change(record),
      choose: showChoice,
      fetchKnown,
    }),
  )
}

function home(): void {
  view = 'home'
  void show().then(() => main.querySelector('h1')?.focus())
}

function showOther(...nodes: readonly Node[]): void {
  view = 'other'
  fill(main, ...nodes)
  scrollTo(0, 0)
  main.querySelector('h1')?.focus()
}

async function begin(form: PhoneForm): Promise<void> {
  const of = { by: person?.id ?? null, form: form.id as string, version: form.version }
  const moment = form.fields.find(({ ask }) => ask === 'moment')
  const answers = moment === undefined ? {} : { [moment.key]: new Date(Date.now()).toISOString() }
  const record = begun(newId(), { ...of, answers }, Date.now())
  await putRecord(record).catch(() => (keeps = 'no'))
  showForm(record)
}

function showForm(record: KeptRecord): void {
  const form = formOf(record.form, record.version)
  if (form === undefined) return
  showOther(...formView({ form, record, home, send: () => void send() }))
}

async function open(asked: KeptRecord): Promise<void> {
  // It may have been sent since the list was drawn.
  const record = (await recordKept(asked.id)) ?? asked
  if (record.state === 'conflict') return showConflict(record)
  if (record.state === 'draft') return showForm(record)
  const again = reopened(record, newId(), Date.now())
  await putRecord(again)
  return showForm(again)
}

async function change({ current }: ServerRecord): Promise<void> {
  const here = (await recordsKept()).find(
    ({ replaces, state }) => replaces === current.submission && state !== 'sent',
  )
  if (here !== undefined) return open(here)
  const { form, version, answers, submission } = current
  const of = { by: person?.id ?? null, form, version, answers: answers ?? {}, replaces: submission }
  const record = begun(newId(), { ...of, photosDone: current.photos.map(({ field }) => field) }, Date.now())
  await putRecord(record)
  return showForm(record)
}

function showConflict(record: KeptRecord): void {
  const form = formOf(record.form, record.version)
  const { theirs } = record
  if (form === undefined || theirs === null) return
  const again = async (over: KeptRecord['over']) => {
    const replaces = over === 'mine' ? theirs.current.submission : record.replaces
    await putRecord({ ...record, state: 'waiting', over, replaces, theirs: null })
    home()
    void send()
  }
  showOther(
    ...conflictView({
      ...{ form, home, mine: { title: words.mine, answers: record.answers }, theirs: sideOf(theirs.current) },
      acts: [
        { says: words.sendMine, main: 'main', act: () => void again('mine') },
        {
          ...{ says: words.keepTheirs, main: 'plain', sure: words.deleteSure },
          act: () => void dropRecord(record.id).then(home),
        },
        { says: words.letWait, main: 'plain', act: () => void again('both') },
      ],
    }),
  )
}

/** Two sides that wait with the server: whoever may change the record may choose. */
function showChoice(record: ServerRecord): void {
  const [other] = record.contested
  const form = formOf(record.current.form, record.current.version)
  if (other === undefined || form === undefined) return
  const settle = async (keepSubmission: string) => {
    await fetch(`/v1/form-records/${encodeURIComponent(record.id)}/settle`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', 'tocsin-request': '1' } },
      body: JSON.stringify({ keep: keepSubmission, readRevision: record.revision }),
    }).catch(() => undefined)
    await fetchKnown()
    home()
  }
  const [one, two] = [sideOf(record.current), sideOf(other)]
  showOther(
    ...conflictView({
      ...{ form, home, mine: one, theirs: two },
      acts: [
        { says: one.title, main: 'plain', act: () => void settle(record.current.submission) },
        { says: two.title, main: 'plain', act: () => void settle(other.submission) },
      ],
    }),
  )
}

async function fetchKnown(): Promise<void> {
  const answer = await get<{ readonly records: readonly ServerRecord[] }>('/v1/form-records?limit=100')
  if (typeof answer !== 'object') return
  known = { atMs: Date.now(), records: answer.records }
  await keep('known', known).catch(() => (keeps = 'no'))
  // Forms of older versions that they were filled in with.
  for (const { current } of answer.records)
    if (formOf(current.form, current.version) === undefined) {
      const fetched = await get<{ readonly form: PhoneForm }>(
        `/v1/forms/${current.form}?version=${current.version}`,
      )
      if (typeof fetched === 'object')
        await takeForms({ forms: [fetched.form], areas: (await kept('areas')) ?? [] })
    }
  await show()
}

function showSignOut(left: number): void {
  const leave = async (what: 'keep' | 'delete') => {
    await fetch('/v1/sign-out', {
      ...{
        method: 'POST',
        headers: { 'content-type': 'application/json', 'tocsin-request': '1' },
        body: '{}',
      },
    }).catch(() => undefined)
    if (what === 'delete') {
      await dropAll()
      known = undefined
    }
    await keep('person', undefined).catch(() => {})
    person = undefined
    session = 'out'
    await loadForms()
    home()
  }
  showOther(...signOutView({ left, leave: (what) => void leave(what), home }))
}

let sending: Promise<void> | undefined
/** Also what was said to be sent while it was being sent. */
function send(): Promise<void> {
  return (sending ??= (async () => {
    try {
      if (session !== 'in') await look()
      if (session === 'out') return
      const anything = (await recordsKept()).some(({ state }) => state === 'waiting')
      if (!anything) return void (ended = session === 'unknown' ? 'network' : 'all-sent')
      ended = 'sending'
      await show()
      ended = await sendWaiting(person, () => void show())
      if (ended === 'signed-out') session = 'out'
      await tidy()
    } catch {
      ended = 'network'
    } finally {
      sending = undefined
      await show()
      if (ended === 'network' || ended === 'busy')
        await worker?.then((one) => one?.sync?.register(outboxTag)).catch(() => {})
    }
  })())
}

async function tidy(): Promise<void> {
  const sent = (await recordsKept()).filter(
    ({ state, by }) => state === 'sent' && (by === person?.id || by === null),
  )
  for (const { id } of sent.toSorted((a, b) => b.changedAtMs - a.changedAtMs).slice(mostSent))
    await dropRecord(id)
}

const worker = startWorker()
addEventListener('online', () => {
  ended = 'all-sent'
  void send()
})
addEventListener('offline', () => void show())
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void look().then(send)
})
navigator.serviceWorker?.addEventListener('message', () => void show())
setInterval(() => void send(), 30_000)

void (async () => {
  await keep('language', lang).catch(() => (keeps = 'no'))
  // Else a phone that is short of room forgets records that were never sent.
  await navigator.storage?.persist?.().catch(() => false)
  person = await kept('person')
  known = await kept('known')
  await loadForms()
  await show()
  await look()
  await show()
  await send()
})().catch(() => fill(standing, words.problem))

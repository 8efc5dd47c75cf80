/**
 * The page of a shelter's warden: reads the secret after # in its address, asks which shelter it is for, and sends what is
 * said. Served to browsers as it is, without its types: no imports. Nothing is kept on the phone.
 */

interface WardenSees {
  readonly names: { readonly [language: string]: string }
  readonly address: string
  readonly countsForMinutes: number
  readonly status: {
    readonly state: string
    readonly at?: string
    readonly last?: { readonly state: string; readonly at: string } | null
  }
}

const secret = location.hash.slice(1)
const form = document.querySelector('form')!
const note = document.getElementById('note')!
const place = document.getElementById('place')!
const last = document.getElementById('last')!
const words = document.body.dataset
const language = document.documentElement.lang

const clock = (at: string) =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(at),
  )
const stateSaid = (state: string) => words[state] ?? state

async function post(path: string, body: object): Promise<Response | undefined> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    return undefined
  }
}

function show(seen: WardenSees): void {
  place.textContent = [seen.names[language] ?? Object.values(seen.names)[0] ?? '', seen.address]
    .filter((text) => text !== '')
    .join(' · ')
  const said = seen.status.at === undefined ? seen.status.last : { ...seen.status, at: seen.status.at }
  last.textContent = [
    said === null || said === undefined
      ? words['nothing']!
      : words['lastSaid']!.replace('{state}', stateSaid(said.state)).replace('{time}', clock(said.at)),
    words['counts']!.replace('{minutes}', String(seen.countsForMinutes)),
  ].join(' ')
  form.hidden = false
}

function say(text: string, how: 'good' | 'bad'): void {
  note.textContent = text
  note.dataset['how'] = how
}

async function begin(): Promise<void> {
  const answer = await post('/v1/shelter-status/look', { token: secret })
  if (answer === undefined) say(words['notSent']!, 'bad')
  else if (answer.ok) show((await answer.json()) as WardenSees)
  else say(words['over']!, 'bad')
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const given = new FormData(form)
  const people = String(given.get('people') ?? '').trim()
  const button = form.querySelector('button')!
  button.disabled = true
  void post('/v1/shelter-status', {
    token: secret,
    state: given.get('state'),
    power: given.get('power'),
    ...(people === '' ? {} : { people: Number(people) }),
  })
    .then(async (answer) => {
      if (answer === undefined || answer.status >= 500) return say(words['notSent']!, 'bad')
      if (!answer.ok) return say(answer.status === 404 ? words['over']! : words['notSent']!, 'bad')
      const seen = (await answer.json()) as WardenSees
      show(seen)
      return say(words['sent']!.replace('{time}', clock(seen.status.at ?? new Date().toISOString())), 'good')
    })
    .finally(() => (button.disabled = false))
})
void begin()

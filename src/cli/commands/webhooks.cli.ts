/** `tocsin webhooks …`: who is called when something happens. */
import { ok, refuse, type Json, type Result } from '#base'
import { ask } from '../ask.ts'
import { connect, type Client } from '../client.http.ts'
import type { Command } from '../command.ts'
import { counted } from '../say-count.ts'
import { sayTime } from '../say-time.ts'

interface WebhookAnswer {
  readonly id: string
  readonly url: string
  readonly areas: 'everywhere' | readonly string[]
  readonly modes: readonly string[]
  readonly format: string
  readonly disabled?: { readonly why: string }
  readonly secret?: string
}
interface AttemptAnswer {
  readonly id: string
  readonly state: string
  readonly tries: number
  readonly changedAt: string
  readonly lastOutcome: { readonly kind: string; readonly problem?: string } | null
}
const line = (it: WebhookAnswer) =>
  `  ${it.id}  ${it.url}  ${it.areas === 'everywhere' ? 'everywhere' : it.areas.join(', ')}  ${it.modes.join(', ')}${it.format === 'tocsin' ? '' : `  ${it.format}`}${it.disabled === undefined ? '' : `  SWITCHED OFF: ${it.disabled.why}`}`

export const commands: readonly Command[] = [
  {
    name: 'webhooks list',
    does: 'List every webhook',
    needs: 'webhooks.manage',
    run: (given, output) =>
      ask<{ webhooks: readonly WebhookAnswer[] }>(
        given,
        output,
        'admin',
        (client) => client.get('/v1/webhooks'),
        ({ webhooks }) => webhooks.map(line),
      ),
  },
  {
    name: 'webhooks add',
    takes: 'URL',
    does: 'Subscribe an address; its signing secret is told this once',
    needs: 'webhooks.manage',
    options: {
      area: { takes: 'AREA', means: 'Only for this area; everywhere when left out', many: 'many' },
      mode: { takes: 'MODE', means: 'Only in this mode', many: 'many' },
      level: { takes: 'LADDER/LEVEL', means: 'Only at this level', many: 'many' },
      format: { takes: 'FORMAT', means: 'In the words of tocsin (as usual), alertmanager or ukraine-alarm' },
    },
    async run(given, output) {
      const [url] = given.words
      if (url === undefined)
        return refuse('server/usage', { why: 'Name an address.', command: 'webhooks add' })
      const some = (name: string, as: string) =>
        given.values(name).length === 0 ? {} : { [as]: [...given.values(name)] }
      const format = given.value('format')
      const body = {
        ...{ url, ...some('area', 'areas'), ...some('mode', 'modes'), ...some('level', 'levels') },
        ...(format === undefined ? {} : { format }),
      }
      return ask<WebhookAnswer>(
        given,
        output,
        'admin',
        (client) => client.post('/v1/webhooks', body),
        (it) => [line(it), `  The secret, told this once: ${it.secret ?? ''}`],
      )
    },
  },
  about(
    'remove',
    'Unsubscribe',
    (client, id) => client.remove(`/v1/webhooks/${id}`),
    () => ['Removed.'],
  ),
  about(
    'test',
    'Send a ping, once, and say what came of it',
    (client, id) => client.post<{ kind: string; problem?: string }>(`/v1/webhooks/${id}/test`, {}),
    (outcome) => [`${outcome.kind}${outcome.problem === undefined ? '' : ` (${outcome.problem})`}`],
  ),
  about(
    'rotate',
    'Give it another secret, told this once; the old one signs along for a day',
    (client, id) => client.post<WebhookAnswer>(`/v1/webhooks/${id}/rotate`, {}),
    ({ secret }) => [`The secret, told this once: ${secret ?? ''}`],
  ),
  about(
    'attempts',
    'Show the latest attempts to call it',
    (client, id) => client.get<{ attempts: readonly AttemptAnswer[] }>(`/v1/webhooks/${id}/attempts`),
    ({ attempts }) =>
      attempts.map(
        (it) =>
          `  ${sayTime(it.changedAt)}  ${it.state.padEnd(10)} ${counted(it.tries, 'try', 'tries')}  ${it.lastOutcome?.problem ?? it.lastOutcome?.kind ?? ''}  ${it.id}`,
      ),
  ),
  {
    name: 'webhooks resend',
    takes: 'ATTEMPT',
    does: 'Try one failed attempt once more (any channel’s; “webhooks attempts” and “alert reach” name them)',
    needs: 'attempts.resend',
    async run(given, output) {
      const [attempt] = given.words
      if (attempt === undefined)
        return refuse('server/usage', { why: 'Name an attempt.', command: 'webhooks resend' })
      const client = await connect(given, 'olena')
      if (!client.ok) return client
      const answer = await client.value.post<AttemptAnswer>('/v1/attempts/resend', { attempt })
      if (!answer.ok) return answer
      output.give(answer.value as unknown as Json)
      output.say(`${answer.value.id} is tried again.`)
      return ok()
    },
  },
]

function about<Answer>(
  verb: string,
  does: string,
  call: (client: Client, id: string) => Promise<Result<Answer>>,
  lines: (answer: Answer) => string[],
): Command {
  return {
    name: `webhooks ${verb}`,
    takes: 'WEBHOOK',
    does,
    needs: 'webhooks.manage',
    async run(given, output) {
      const [id] = given.words
      if (id === undefined)
        return refuse('server/usage', { why: 'Name a webhook.', command: `webhooks ${verb}` })
      return ask(given, output, 'admin', (client) => call(client, encodeURIComponent(id)), lines)
    },
  }
}

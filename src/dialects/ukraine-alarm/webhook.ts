/** `POST`, `PATCH` and `DELETE /api/v3/webhook`: what a client asks, and how the original would answer what came of it. */
import { ok, refuse, type Problem, type Result } from '#base'
import { asJson, type DialectAnswer, type DialectCall, type DialectCaller } from '../dialect.ts'
import type { DialectPorts, DialectWebhookPut } from '../ports.ts'
import { refused } from './problem.ts'

const format = 'ukraine-alarm'
/** Nobody has a longer one. */
const longest = 2_048

type Ask = Pick<DialectCall, 'body' | 'caller'>
type Webhooks = DialectPorts['webhooks']

export async function putWebhook({ body, caller }: Ask, webhooks: Webhooks): Promise<DialectAnswer> {
  const asked = readWebhook(body)
  if (!asked.ok) return noAddress
  return put(await webhooks.put(whoAsks(caller), format, asked.value))
}

export async function changeWebhook({ body, caller }: Ask, webhooks: Webhooks): Promise<DialectAnswer> {
  const asked = readWebhook(body)
  if (!asked.ok) return noAddress
  return put(await webhooks.change(whoAsks(caller), format, asked.value))
}

/** Where no address is named, it is the one that is there. */
export async function dropWebhook({ body, caller }: Ask, webhooks: Webhooks): Promise<DialectAnswer> {
  const asked = readWebhook(body)
  if (!asked.ok && asked.problem.code !== 'dialect/nothing-said') return noAddress
  const dropped = await webhooks.drop(whoAsks(caller), format, asked.ok ? asked.value : undefined)
  return dropped.ok ? asJson({}) : notDone(dropped.problem)
}

const noAddress = refused({ status: 400, why: 'The body must be {"webHookUrl": "https://…"}.' })

/** The address, not yet judged: that is for who keeps webhooks. */
export function readWebhook(
  body: Uint8Array,
): Result<string, 'dialect/nothing-said' | 'dialect/not-an-address'> {
  if (body.length === 0) return refuse('dialect/nothing-said')
  let said: unknown
  try {
    said = JSON.parse(new TextDecoder().decode(body))
  } catch {
    return refuse('dialect/not-an-address')
  }
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    return refuse('dialect/not-an-address')
  // The original’s framework doesn’t mind how a name is capitalised.
  const url: unknown = Object.entries(said).find(([name]) => name.toLowerCase() === 'webhookurl')?.[1]
  if (url === undefined || url === null) return refuse('dialect/nothing-said')
  return typeof url === 'string' && /^https?:\/\/\S+$/i.test(url) && url.length <= longest
    ? ok(url)
    : refuse('dialect/not-an-address')
}

/** The route needs a key, so that there is somebody. */
function whoAsks(caller: DialectCaller | undefined): DialectCaller {
  if (caller === undefined) throw new Error('a webhook is nobody’s')
  return caller
}

function put(done: DialectWebhookPut): DialectAnswer {
  if (!done.ok) return notDone(done.problem)
  return done.value === 'done'
    ? asJson({})
    : asJson({ detail: 'A second person has to agree; until then nobody is called.' }, 202)
}

function notDone({ code }: Problem): DialectAnswer {
  if (code === 'webhook/no-such-webhook') return refused({ status: 404, why: 'There is no such webhook.' })
  if (code.startsWith('people/')) return refused({ status: 403, why: 'This key may not do that.' })
  // Another server decides, or something is in the way: the address is not at fault.
  if (!code.startsWith('webhook/'))
    return refused({ status: 503, why: `This cannot be done just now (${code}).`, retryAfter: 10 })
  return refused({ status: 400, why: `This address cannot be called (${code}).` })
}

/** Fetches a document that a stranger named: from public addresses only, each redirect checked anew, bounded in time and bytes. */
import { checkUrl, ok, refuse, sayProblem, second, type Problem, type Result } from '#base'
import { exchangeProblems } from '#exchange'
import { httpAsking, type HttpAskingOptions } from '../exchange/asking.http.ts'

export interface FetchOptions {
  readonly mostBytes: number
  /** Private hosts allowed by name. Whoever names the address is a stranger: what webhooks may reach is not for them. */
  readonly allowed?: readonly string[]
  readonly resolve?: NonNullable<HttpAskingOptions['resolve']>
  /** Milliseconds for all of it, redirects too. */
  readonly patienceFor?: number
}

const mostRedirects = 4

/** The bytes as they were sent, without a content coding. Refused with the reason as a sentence's part. */
export async function fetchDocument(address: string, options: FetchOptions): Promise<Result<Uint8Array>> {
  const { mostBytes, allowed = [], resolve, patienceFor = 15 * second } = options
  const asking = httpAsking({
    ...{
      policy: { allowed: [...allowed] },
      userAgent: 'Tocsin-Check/1',
      longestBytes: mostBytes,
      patienceFor,
    },
    ...(resolve === undefined ? {} : { resolve }),
  })
  const signal = AbortSignal.timeout(patienceFor)
  let next = address
  try {
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const url = checkUrl(next, { allowed: [...allowed], plainHttp: 'allowed' })
      if (!url.ok) return url
      const { href } = url.value
      const headers = {
        accept: 'application/cap+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5',
      }
      const answer = await asking.ask({ method: 'GET', url: url.value, headers }, signal)
      if (answer.kind === 'none') return refused(href, answer.problem)
      const { location } = answer.headers
      if (answer.status < 300 || answer.status > 399 || location === undefined)
        return answer.status === 200 ? ok(answer.bytes) : cannot(href, `it answers ${answer.status}`)
      const target = URL.parse(location, href)
      if (target === null) return cannot(href, 'it leads on to what is no address')
      target.hash = ''
      next = target.href
    }
    return cannot(next, 'it leads on and on')
  } catch (error) {
    if (signal.aborted) return cannot(next, 'it took too long')
    throw error
  } finally {
    await asking.close()
  }
}

function refused(url: string, problem: Problem): Result<never> {
  if (problem.code.startsWith('base/')) return { ok: false, problem: { ...problem, at: 'url' } }
  if (problem.code === 'exchange/timed-out') return cannot(url, 'it took too long')
  const kind = exchangeProblems[problem.code as keyof typeof exchangeProblems]
  return cannot(url, sayProblem(kind, problem).replace(/\.$/, ''))
}

function cannot(url: string, why: string): Result<never> {
  return refuse('server/cannot-fetch', { at: 'url', url: url.slice(0, 200), why })
}

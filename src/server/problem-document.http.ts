/** Problems as clients get them: RFC 9457 problem details, with our code, the place and the advice beside the standard members. */
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Problem } from '#base'
import { problemWordsFor } from './problem-languages.ts'
import type { ProblemWords } from './problem-words.ts'
import { explain, saidIn } from './problems.ts'

/** RFC 9457 §3.1, and our members. Details of a kind (candidates, limits) stand beside them under their own names. */
export const problemDocument = z
  .looseObject({
    type: z.string().describe('Path of the page that explains the code'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().describe('Permanent: branch on this, never on the texts'),
    at: z.string().optional().describe('Where in the request'),
    advice: z.string(),
  })
  .describe('RFC 9457 problem details')

/** In English without words. The code, the place and the details are the same in every language. */
export function problemBody(problem: Problem, words?: ProblemWords): z.output<typeof problemDocument> {
  const { kind, detail, advice } = explain(problem, words)
  return {
    ...problem.details,
    type: `/v1/problems/${problem.code}`,
    // The same for every problem of the kind (RFC 9457 §3.1.3).
    title: kind.says.replace(/\{\w+\}/g, '…'),
    status: kind.status,
    detail,
    code: problem.code,
    ...(problem.at === undefined ? {} : { at: problem.at }),
    advice,
  }
}

/** In the first language of the reader's that problems are told in. Whoever waits for the reply waits until it is sent. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const wanted = problemWordsFor(reply.request.headers['accept-language'])
  if (wanted === undefined) return answerWith(reply, problem)
  void wanted.then(
    (words) => answerWith(reply, problem, words),
    // English is better than nothing.
    () => answerWith(reply, problem),
  )
  return reply
}

/** Clients that know HTTP Basic alone show a key only after they were asked for it so (RFC 7617 §2). */
function challengeOf({ routeOptions }: FastifyReply['request']): string {
  const { proves } = (routeOptions.config ?? {}) as { readonly proves?: string }
  return proves === 'basic-too' ? 'Basic realm="tocsin", charset="UTF-8"' : 'Bearer realm="tocsin"'
}

function answerWith(reply: FastifyReply, problem: Problem, words?: ProblemWords): FastifyReply {
  const body = problemBody(problem, words)
  const told = words !== undefined && saidIn(words, problem.code) !== undefined ? words.language : 'en'
  if (body.status === 401) void reply.header('www-authenticate', challengeOf(reply.request))
  if (body.status === 503 || body.status === 429) {
    const { seconds } = problem.details
    void reply.header('retry-after', typeof seconds === 'number' ? String(seconds) : '5')
  }
  const before = String(reply.getHeader('vary') ?? '')
  return reply
    .code(body.status)
    .header('content-type', 'application/problem+json')
    .header('content-language', told)
    .header('vary', before === '' ? 'accept-language' : `${before}, accept-language`)
    .send(JSON.stringify(body))
}

/** Problems as clients get them: RFC 9457 problem details, with our code, the place and the advice beside the standard members. */
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Problem } from '#base'
import { explain } from './problems.ts'

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

export function problemBody(problem: Problem): z.output<typeof problemDocument> {
  const { kind, detail, advice } = explain(problem)
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

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const body = problemBody(problem)
  if (body.status === 401) void reply.header('www-authenticate', 'Bearer realm="tocsin"')
  if (body.status === 503 || body.status === 429) {
    const { seconds } = problem.details
    void reply.header('retry-after', typeof seconds === 'number' ? String(seconds) : '5')
  }
  return reply.code(body.status).header('content-type', 'application/problem+json').send(JSON.stringify(body))
}

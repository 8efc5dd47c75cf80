/** What most commands do: ask the server one thing, give the answer to programs, say it to people. */
import { ok, type Json, type Result } from '#base'
import { connect, type Actor, type Client } from './client.http.ts'
import type { Given, Output } from './command.ts'

export async function ask<Answer>(
  given: Given,
  output: Output,
  as: Actor,
  call: (client: Client) => Promise<Result<Answer>>,
  lines: (answer: Answer) => readonly string[],
): Promise<Result<void>> {
  const client = await connect(given, as)
  if (!client.ok) return client
  const answer = await call(client.value)
  if (!answer.ok) return answer
  output.give((answer.value ?? {}) as unknown as Json)
  for (const line of lines(answer.value)) output.say(line)
  return ok()
}

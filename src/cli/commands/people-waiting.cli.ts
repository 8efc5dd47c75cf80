/** `tocsin people …` about what waits for a second person: read exactly what will be done, and agree to that and nothing else. */
import { refuse, type Result } from '#base'
import type { Action } from '#people'
import { ask } from '../ask.ts'
import type { Client } from '../client.http.ts'
import type { Command, Given } from '../command.ts'
import { sayLink, sayProposal, type LinkAnswer, type ProposalAnswer } from '../say-people.ts'

interface Proposals {
  readonly proposals: readonly ProposalAnswer[]
}
interface Answered {
  readonly outcome: 'confirmed' | 'refused' | 'withdrawn'
  readonly link: LinkAnswer | null
}

export const waitingCommands: readonly Command[] = [
  {
    name: 'people waiting',
    does: 'List what waits for a second person, each with exactly what will be done',
    needs: 'people.read',
    run: (given, output) =>
      ask<Proposals>(
        given,
        output,
        'admin',
        (client) => client.get('/v1/proposals'),
        ({ proposals }) => (proposals.length === 0 ? ['Nothing waits.'] : proposals.flatMap(sayProposal)),
      ),
  },
  answer(
    'confirm',
    'Agree to what waits, by the hash of what was read; it is done at once',
    'people.confirm',
    (client, path, given) => client.post(`${path}/confirm`, { contentHash: given.value('hash') ?? '' }),
    { hash: { takes: 'SHA256', means: 'Of what was read (“people waiting” shows it)', needed: 'needed' } },
  ),
  answer('refuse', 'Refuse what waits; it is over', 'people.confirm', (client, path) =>
    client.post(`${path}/refuse`, {}),
  ),
  answer('withdraw', 'Take back what one proposed oneself', 'people.read', (client, path) =>
    client.post(`${path}/withdraw`, {}),
  ),
]

function answer(
  verb: string,
  does: string,
  needs: Action,
  call: (client: Client, path: string, given: Given) => Promise<Result<Answered>>,
  options: Command['options'] = {},
): Command {
  return {
    name: `people ${verb}`,
    takes: 'PROPOSAL',
    does,
    needs,
    options,
    async run(given, output) {
      const [id] = given.words
      if (id === undefined)
        return refuse('server/usage', { why: 'Name a proposal.', command: `people ${verb}` })
      return ask<Answered>(
        given,
        output,
        'admin',
        (client) => call(client, `/v1/proposals/${encodeURIComponent(id)}`, given),
        ({ outcome, link }) => [
          `${id} is ${outcome}.`,
          ...(link === null ? [] : sayLink('It lets somebody in by this link.', link)),
        ],
      )
    },
  }
}

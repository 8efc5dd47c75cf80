/** Proves the feed by fetching it over the network and finding the newest message in it, and the message behind its link. */
import type { ProofStep, Prover } from '#channels'
import { second } from '#base'
import { addressOf } from '../cap-archive.ts'
import { feedAddress } from '../feed-writing.ts'
import type { Publishing } from '../publishing.ts'
import type { System } from '../system.ts'
import type { OwnDoor } from './own-door.http.ts'

const patienceFor = 10 * second

export function feedProver(system: System, publishing: Publishing, door: OwnDoor): Prover {
  const { clock, config, authority } = system
  return {
    needs: 'channels.test',
    targets: () => [{ id: 'own-feed', areas: [] }],
    async prove(_, called) {
      const steps: ProofStep[] = []
      const add = (outcome: ProofStep['outcome'], code: string, says: string) =>
        steps.push({ at: clock.now(), outcome, code, says })
      const fetched = async (path: string) => {
        try {
          return await door.fetch(path, { signal: called, within: patienceFor })
        } catch (error) {
          return { status: 0, body: (error as Error).message }
        }
      }
      const entries = await publishing.now(config.mode, 'links')
      const language = authority.languages[0] as string
      const variant = { format: 'atom', mode: config.mode, language, content: 'links' } as const
      const feed = await fetched(feedAddress('', variant))
      if (feed.status !== 200 || !feed.body.includes('</feed>')) {
        add('failed', 'feed-not-answered', `The feed was not answered (${feed.status || feed.body}).`)
        return steps
      }
      add('passed', 'feed-answered', 'The feed was fetched over the network.')
      const newest = entries.at(-1)
      if (newest === undefined) {
        add('unknown', 'nothing-published', 'Nothing is published in this mode yet, so nothing can be found.')
        return steps
      }
      const address = addressOf(newest)
      if (!feed.body.includes(address)) {
        add('failed', 'newest-missing', `The newest message, ${newest.id}, is not in it.`)
        return steps
      }
      add('passed', 'newest-found', `The newest message, ${newest.id}, is in it.`)
      const message = await fetched(address)
      const isThere = message.status === 200 && message.body.includes('</')
      if (isThere) add('passed', 'message-answered', 'The message behind its link was fetched too.')
      else
        add('failed', 'message-missing', `The message behind its link was not answered (${message.status}).`)
      return steps
    },
  }
}

/** `tocsin reviews …`: what one person did alone in an emergency, and the verdict of somebody else. */
import { refuse } from '#base'
import { ask } from '../ask.ts'
import type { Command } from '../command.ts'
import { counted } from '../say-count.ts'
import { sayTime } from '../say-time.ts'

interface ReviewAnswer {
  readonly alert: string
  readonly mode: string
  readonly openedAt: string
  readonly hands: readonly string[]
  readonly acts: readonly {
    readonly did: string
    readonly by: string
    readonly at: string
    readonly reason: string
    readonly level: string
    readonly areas: readonly string[]
  }[]
}

function lines({ alert, mode, openedAt, hands, acts }: ReviewAnswer): string[] {
  return [
    `  ${mode.toUpperCase()}  ${alert}  open since ${sayTime(openedAt)}, not to be closed by ${hands.join(', ')}`,
    ...acts.map(
      ({ did, by, at, reason, level, areas }) =>
        `    ${sayTime(at)}  ${by}: ${did.replaceAll('-', ' ')}, ${level}, ${counted(areas.length, 'area')}: ${reason}`,
    ),
  ]
}

export const commands: readonly Command[] = [
  {
    name: 'reviews list',
    does: 'List what one person did alone and nobody else has judged yet, the oldest first',
    needs: 'alert.read',
    run: (given, output) =>
      ask<{ reviews: readonly ReviewAnswer[] }>(
        given,
        output,
        'taras',
        (client) => client.get('/v1/reviews'),
        ({ reviews }) => (reviews.length === 0 ? ['No review is open.'] : reviews.flatMap(lines)),
      ),
  },
  {
    name: 'reviews close',
    takes: 'ALERT',
    does: 'Close a review with a verdict in words; nobody who had a hand in it may',
    needs: 'alert.review',
    options: {
      verdict: { takes: 'VERDICT', means: 'justified or not-justified', needed: 'needed' },
      text: { takes: 'TEXT', means: 'Why, in a sentence', needed: 'needed' },
      'read-acts': { takes: 'N', means: 'Refuse when more was done alone than these' },
    },
    example: 'tocsin reviews close ALERT --verdict justified --text "Drones were there by 02:43."',
    async run(given, output) {
      const [alert] = given.words
      if (alert === undefined)
        return refuse('server/usage', { why: 'Name the alert.', command: 'reviews close' })
      const [verdict, text, read] = ['verdict', 'text', 'read-acts'].map((name) => given.value(name))
      return ask<{ readonly acts: number }>(
        given,
        output,
        'taras',
        (client) =>
          client.post(`/v1/reviews/${encodeURIComponent(alert)}/close`, {
            ...{ verdict: verdict ?? '', text: text ?? '' },
            ...(read === undefined ? {} : { readActs: Number(read) }),
          }),
        ({ acts }) => [`Closed: ${counted(acts, 'act')}, ${verdict}.`],
      )
    },
  },
]

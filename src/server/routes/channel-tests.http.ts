/** Tests a channel by delivering something that nobody can take for a warning, and says step by step what arrived. */
import { z } from 'zod'
import { between, ok, refuse } from '#base'
import { isProven, type Prover, type ProofStep } from '#channels'
import { actions, may, type Action, type Caller } from '#people'
import type { AreaCode } from '#areas'
import { byCaller } from '../ordered-by.ts'
import { feedProver } from '../proofs/feed-prover.ts'
import { ownDoor } from '../proofs/own-door.http.ts'
import { streamProver } from '../proofs/stream-prover.ts'
import type { Publishing } from '../publishing.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { System } from '../system.ts'

/** Milliseconds: a fleet that nobody answers for takes this long to say so. */
const longestTest = 45_000

export interface ChannelTestParts {
  /** Every channel that the product has, open or not. */
  readonly channelNames: readonly string[]
  readonly publishing: Publishing
  /** The server's own plain address; empty until it listens. */
  readonly ownUrl: () => string
}

export function channelTestRoutes(
  routes: Routes,
  system: System,
  { channelNames, publishing, ownUrl }: ChannelTestParts,
): void {
  const { clock, authority } = system
  const door = ownDoor(ownUrl)
  /** The ways by which the public reads are no channels of the courier's, and prove themselves the same way. */
  const faces: { readonly [name: string]: (caller: Caller) => Prover } = {
    stream: (caller) => streamProver(system, door, byCaller(caller)),
    feed: () => feedProver(system, publishing, door),
  }
  const step = (code: string, says: string): ProofStep => ({
    ...{ at: clock.now(), code, says, outcome: 'unknown' },
  })
  const contains = (outer: string, inner: string) =>
    system.areas.hierarchy().contains(outer as AreaCode, inner as AreaCode)

  routes.add(
    {
      ...{ method: 'POST', url: '/v1/channels/:name/test', action: 'channels.test', tag: 'set-up' },
      ...{ needs: 'the-writer', mostAtOnce: 2, params: z.object({ name: z.string().max(60) }) },
      body: z.strictObject({
        target: z
          .string()
          .min(1)
          .max(200)
          .optional()
          .describe('One of its targets; all of them when left out'),
      }),
      summary:
        'Prove that a channel delivers: a quiet test of sirens, a signed ping, a fact seen on the live stream, the newest message in the feed',
      answer: z.object({
        channel: z.string(),
        proven: z.enum(['yes', 'no']).describe('`yes` only where everything that was tried passed'),
        steps: z.array(
          z.object({
            at: instantOut,
            code: z.string(),
            says: z.string(),
            outcome: z.enum(['passed', 'failed', 'unknown']),
            target: z.string().nullable(),
          }),
        ),
        milliseconds: z.int(),
      }),
    },
    async ({ params: { name }, body, caller }) => {
      const began = clock.now()
      const open = system.channels().find((channel) => channel.name === name)
      const known = [...new Set([...channelNames, ...system.channels().map((one) => one.name)])]
      const face = Object.hasOwn(faces, name) ? faces[name] : undefined
      if (open === undefined && face === undefined && !known.includes(name))
        return refuse('channels/no-such-channel', {
          ...{ at: 'name', name, known: [...known, ...Object.keys(faces)] },
        })
      const prover = open?.prover ?? face?.(caller)
      const chosen = prover?.targets().filter(({ id }) => body.target === undefined || id === body.target)
      if (body.target !== undefined && chosen?.length === 0)
        return refuse('channels/no-such-target', { at: 'target', name, target: body.target })
      if (prover !== undefined) {
        const places = (chosen ?? []).flatMap(({ areas }) =>
          areas === 'everywhere' ? authority.areas : areas,
        )
        const allowed = may(caller.permitted, { action: actionOf(prover.needs), areas: places }, contains)
        if (!allowed.ok) return allowed
      }
      const steps =
        prover === undefined
          ? [
              open === undefined
                ? step('not-open', 'This installation has no such channel open.')
                : step('untestable', 'This channel has no way to prove itself.'),
            ]
          : chosen!.length === 0
            ? [step('no-targets', 'There is nobody on it that could be tried.')]
            : await prover.prove(
                chosen!.map(({ id }) => id),
                AbortSignal.timeout(longestTest),
              )
      const count = (outcome: ProofStep['outcome']) => steps.filter((one) => one.outcome === outcome).length
      const proven = isProven(steps)
      const ended = clock.now()
      await system.note({
        ...{ stream: `channel:${name}`, type: 'channel-tested', mode: 'test', ...byCaller(caller) },
        data: {
          ...{ channel: name, proven, passed: count('passed'), failed: count('failed') },
          ...{ unknown: count('unknown'), target: body.target ?? null },
        },
      })
      return ok({
        channel: name,
        proven,
        steps: steps.map(({ target = null, ...rest }) => ({ ...rest, target })),
        milliseconds: between(began, ended),
      })
    },
  )
}

/** A channel names what it needs as text: an action that nobody has is had by nobody. */
function actionOf(needs: string): Action {
  return actions.find((one) => one === needs) ?? 'access.restore'
}

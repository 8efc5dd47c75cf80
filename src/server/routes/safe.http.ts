/** “I am safe”, for family by a link: said, read by whoever has the link, taken back by whoever said it. Nobody can list or search them. */
import { z } from 'zod'
import { ok, refuse } from '#base'
import {
  drawnByChance as drawnPattern,
  longestSafeText,
  mostSafeBytes,
  openAllowances,
  safeToken,
} from '#reports'
import { drawnByChance } from '../resident-reports-chance.node.ts'
import type { SafeWords } from '../resident-reports-safe.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { System } from '../system.ts'
import { fieldsOf, isForm, languageOf, problemIn, seeOther } from '../resident-reports-form.http.ts'

const drawn = z.string().regex(drawnPattern)
const word = z.object({
  saidAt: instantOut,
  expiresAt: instantOut,
  ciphertext: z.string().nullable().describe('AES-GCM, base64url; its key never comes here'),
})

export function safeRoutes(routes: Routes, { clock }: Pick<System, 'clock'>, words: SafeWords): void {
  const allowances = openAllowances()
  const open = { action: 'public', tag: 'public' } as const
  const say = async (id: string, ciphertext: string | null) => {
    const left = allowances.take('safe', '', clock.now())
    return left === 'some' ? words.say(id, ciphertext) : refuse('reports/too-many', { seconds: left })
  }

  routes.add(
    {
      ...{ ...open, method: 'POST', url: '/v1/safe', needs: 'the-writer', status: 201, bodyLimit: 8 * 1024 },
      summary: 'Says to family that one is safe; whoever has the link that it answers can read it for a week',
      body: z.strictObject({
        id: drawn
          .optional()
          .describe('Drawn by chance: sent twice it is one, and by it it can be taken back'),
        ciphertext: z
          .string()
          .regex(/^[A-Za-z0-9_-]*$/)
          .optional()
          .describe(
            'Words, encrypted on the device with a key that stays behind the # of the link; 2,048 bytes at most',
          ),
      }),
      answer: word.extend({
        id: z.string().describe('By which it can be taken back; the link does not tell it'),
        token: z.string(),
        path: z.string().describe('Of the page that shows it'),
      }),
      mostAtOnce: 1_000,
    },
    async ({ body }) => {
      const id = body.id ?? drawnByChance()
      const ciphertext = body.ciphertext ?? null
      if (ciphertext !== null && ciphertext.length > longestSafeText)
        return refuse('reports/safe-too-long', { at: 'ciphertext', mostBytes: mostSafeBytes })
      const said = await say(id, ciphertext)
      return said.ok ? ok({ id, path: `/safe/${said.value.token}`, ...said.value }) : said
    },
  )
  routes.add(
    {
      ...{ ...open, method: 'POST', url: '/safe', needs: 'the-writer', status: 303, bodyLimit: 1_024 },
      ...{ summary: 'The same as a form, without words', answer: 'text/html' },
      takes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
    },
    async ({ request, reply }) => {
      const back = (said: { readonly [name: string]: string }) =>
        seeOther(reply, `/tell?${new URLSearchParams({ kind: 'safe', ...languageOf(request), ...said })}`)
      const form = fieldsOf(request)
      if (!isForm(request)) return form
      if (!form.ok) return back(problemIn(form.problem))
      const asked = drawn.safeParse(form.value.fields['id'])
      const id = asked.success ? asked.data : drawnByChance()
      const said = await say(id, null)
      return back(said.ok ? { safe: said.value.token, id } : problemIn(said.problem))
    },
  )
  routes.add(
    {
      ...{ ...open, method: 'POST', url: '/v1/safe/take-back', needs: 'the-writer', status: 204 },
      ...{ summary: 'Takes back what one said to family', bodyLimit: 1_024 },
      ...{ body: z.strictObject({ id: drawn }), answer: z.object({}) },
    },
    ({ body }) => words.takeBack(body.id),
  )
  routes.add(
    {
      ...{ ...open, method: 'GET', url: '/v1/safe/:token', answer: word },
      ...{ summary: 'What one said to family', params: z.object({ token: z.string().max(64) }) },
    },
    async ({ params: { token } }) => {
      const said = safeToken.test(token) ? await words.read(token) : undefined
      return said === undefined ? refuse('reports/safe-unknown') : ok(said)
    },
  )
}

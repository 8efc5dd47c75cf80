/** Settings of the dialects: which are served, where beside their prefix, how often one reader may ask, and whether keys are asked for. */
import { z } from 'zod'
import { dialects } from '#dialects'
import { list } from './setting-forms.ts'

const ids: readonly string[] = dialects.map(({ id }) => id)
const known = (id: string) => ids.includes(id)
const mustBeKnown = `must name dialects: ${ids.join(', ')}`

/** `what=VALUE,…` as pairs; `one` says what is wrong with a pair, or nothing. */
const pairs = (one: (id: string, value: string) => string | undefined, form: string) =>
  list.transform((all, context): readonly (readonly [id: string, value: string])[] =>
    all.map((text) => {
      const at = text.indexOf('=')
      const [id, value] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)]
      const wrong = at < 1 ? `must be ${form}` : known(id) ? one(id, value) : mustBeKnown
      if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong })
      return [id, value] as const
    }),
  )
const whole = (least: number, most: number) => (_: string, value: string) =>
  /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most
    ? undefined
    : `must have numbers from ${least} to ${most}`

export const dialectSettings = {
  dialects: {
    variable: 'TOCSIN_DIALECTS',
    schema: list.refine((all) => all.every((id) => known(id) || id === 'all' || id === 'none'), mustBeKnown),
    fallback: 'all',
    means:
      'Dialects that are served under `/dialects/NAME`, separated by commas; `all` or `none`. Each is a read-only face of the board for clients that exist.',
  },
  dialectHosts: {
    variable: 'TOCSIN_DIALECT_HOSTS',
    schema: pairs(
      (_, value) => (/^[a-z0-9.-]+$/i.test(value) ? undefined : 'must have host names'),
      'NAME=HOST,…',
    ),
    fallback: '',
    means:
      'Host names at which a dialect stands at the root, as its clients expect it: `alerts-in-ua=api.alerts.example,nina=nina.example`.',
  },
  dialectPorts: {
    variable: 'TOCSIN_DIALECT_PORTS',
    schema: pairs(whole(0, 65_535), 'NAME=PORT,…'),
    fallback: '',
    means:
      'Ports at which a dialect stands at the root: `pikud-haoref=8091`. They are plain, and with TLS for this machine alone; 0 takes a free one.',
  },
  dialectRates: {
    variable: 'TOCSIN_DIALECT_RATES',
    schema: pairs(whole(1, 100_000_000), 'NAME=REQUESTS,…'),
    fallback: '',
    means:
      'Requests a minute that one key, or one address where a dialect has no keys, may make: `alerts-in-ua=12`. Beyond it the answer is 429; without a figure only the limit of public pages counts.',
  },
  dialectKeys: {
    variable: 'TOCSIN_DIALECT_KEYS',
    schema: z.enum(['as-the-original', 'none']),
    fallback: 'as-the-original',
    means:
      '`none` lets everybody read the dialects whose originals ask for a key. What changes something always asks for one.',
  },
} as const

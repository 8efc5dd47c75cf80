/** A drill as it is written down beforehand: what is brought before the duty room at which minute, and what it should then do. Read from JSON, checked whole. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { isLanguage, misfitOf, ok, refuse, type Brand, type InLanguages, type Result } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'

export type ScriptId = Brand<string, 'ScriptId'>

/** What is brought before the duty room: the drill's stand-in for what a real night would bring. */
export const injectKinds = [
  'report',
  'sighting',
  'official-message',
  'telephone-call',
  'silent-siren',
  'word',
] as const
export type InjectKind = (typeof injectKinds)[number]

export interface Inject {
  readonly kind: InjectKind
  /** What is read, heard or pasted. */
  readonly text: InLanguages<string>
  readonly area?: AreaCode | undefined
  readonly threat?: ThreatId | undefined
  /** Of a siren that stays silent. */
  readonly siren?: string | undefined
}

/** `nothing`: what was brought is no reason to warn, and whoever warns made a mistake. */
export const expectedDeeds = [
  'issue',
  'raise',
  'lower',
  'extend',
  'reduce',
  'renew',
  'all-clear',
  'retract',
  'nothing',
] as const
export type ExpectedDeed = (typeof expectedDeeds)[number]

export interface Expected {
  readonly do: ExpectedDeed
  /** After what was brought. */
  readonly withinSeconds: number
  readonly threat?: ThreatId | undefined
  readonly ladder?: LadderId | undefined
  readonly level?: LevelId | undefined
  /** Where it stands afterwards; for an all-clear or a reduction, where it is over. All of it when left out. */
  readonly areas?: readonly AreaCode[] | undefined
}

export interface DrillStep {
  readonly id: string
  /** After the drill began. */
  readonly atMinutes: number
  readonly inject: Inject
  readonly expect?: Expected | undefined
}

export interface DrillScript {
  readonly id: ScriptId
  readonly name: InLanguages<string>
  readonly about?: InLanguages<string> | undefined
  /** In the order of their minutes; at least one. */
  readonly steps: readonly DrillStep[]
  readonly endsAtMinutes: number
}

const branded = <Name extends string>(longest = 100) =>
  z
    .string()
    .min(1)
    .max(longest)
    .transform((text) => text as Name)
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const texts = (longest: number) =>
  z
    .record(z.string(), z.string().min(1).max(longest))
    .refine((said) => Object.keys(said).length > 0, 'it must be said in one language at least')
    .refine((said) => Object.keys(said).every(isLanguage), 'languages are BCP 47 tags, as “en”')
const minutes = z
  .number()
  .min(0)
  .max(24 * 60)
const areaCodes = z.array(branded<AreaCode>()).min(1).max(2_000)

const inject = z.strictObject({
  kind: z.enum(injectKinds),
  text: texts(20_000),
  area: branded<AreaCode>().optional(),
  threat: branded<ThreatId>().optional(),
  siren: z.string().min(1).max(100).optional(),
})
const expected = z
  .strictObject({
    do: z.enum(expectedDeeds),
    withinSeconds: z
      .number()
      .int()
      .min(1)
      .max(24 * 3_600),
    threat: branded<ThreatId>().optional(),
    ladder: branded<LadderId>().optional(),
    level: branded<LevelId>().optional(),
    areas: areaCodes.optional(),
  })
  .refine((it) => it.level === undefined || it.ladder !== undefined, {
    path: ['ladder'],
    message: 'a level is one of a ladder, which must be named',
  })
  .refine((it) => it.do !== 'issue' || (it.threat !== undefined && it.areas !== undefined), {
    message: 'what is to be issued needs a threat and areas',
  })
const step = z.strictObject({ id, atMinutes: minutes, inject, expect: expected.optional() })

/** The shape of a script in JSON, without its id. */
export const drillScriptBody = z
  .strictObject({
    name: texts(120),
    about: texts(2_000).optional(),
    steps: z.array(step).min(1).max(200),
    endsAtMinutes: minutes,
  })
  .superRefine(({ steps, endsAtMinutes }, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message, input: steps })
    const seen = new Set<string>()
    for (const [place, { id, atMinutes }] of steps.entries()) {
      if (seen.has(id)) wrong(['steps', place, 'id'], 'another step has this id')
      seen.add(id)
      if (atMinutes < (steps[place - 1]?.atMinutes ?? 0))
        wrong(['steps', place, 'atMinutes'], 'steps stand in the order of their minutes')
      if (atMinutes >= endsAtMinutes) wrong(['steps', place, 'atMinutes'], 'the drill is over by then')
    }
  })

const whole = z.object({ id })

/** Reads a script with its id, or names the first place that is wrong. */
export function readDrillScript(json: unknown): Result<DrillScript, 'drills/bad-script'> {
  const { id: _, ...rest } = typeof json === 'object' && json !== null ? (json as { id?: unknown }) : {}
  const named = whole.safeParse(json)
  if (!named.success) return refuse('drills/bad-script', { ...misfitOf(named.error.issues) })
  const read = drillScriptBody.safeParse(rest)
  if (!read.success) return refuse('drills/bad-script', { ...misfitOf(read.error.issues) })
  return ok({ id: named.data.id as ScriptId, ...read.data })
}

/** What a script names that an installation may lack, each with its place. */
export function namedIn({ steps }: DrillScript): {
  readonly areas: readonly { readonly at: string; readonly area: AreaCode }[]
  readonly threats: readonly { readonly at: string; readonly threat: ThreatId }[]
  readonly levels: readonly { readonly at: string; readonly ladder: LadderId; readonly level: LevelId }[]
} {
  const about = steps.map(({ inject, expect }, place) => ({ inject, expect, at: `steps[${place}]` }))
  return {
    areas: about.flatMap(({ inject, expect, at }) => [
      ...(inject.area === undefined ? [] : [{ at: `${at}.inject.area`, area: inject.area }]),
      ...(expect?.areas ?? []).map((area, n) => ({ at: `${at}.expect.areas[${n}]`, area })),
    ]),
    threats: about.flatMap(({ inject, expect, at }) => [
      ...(inject.threat === undefined ? [] : [{ at: `${at}.inject.threat`, threat: inject.threat }]),
      ...(expect?.threat === undefined ? [] : [{ at: `${at}.expect.threat`, threat: expect.threat }]),
    ]),
    levels: about.flatMap(({ expect, at }) =>
      expect?.level === undefined || expect.ladder === undefined
        ? []
        : [{ at: `${at}.expect.level`, ladder: expect.ladder, level: expect.level }],
    ),
  }
}

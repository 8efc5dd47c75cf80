/** What can be done with an alert in force, and the order that each means. Pure: what is offered is what the server would take. */
import type { AlertView, Ladder } from '../duty.ts'

export const stepNames = [
  'renew',
  'raise',
  'lower',
  'extend',
  'reduce',
  'correct',
  'all-clear',
  'retract',
] as const
export type StepName = (typeof stepNames)[number]

/** Pressed alone. Digits, because letters are other letters in another language. */
export const keyOf: { readonly [step in StepName]: string } = {
  ...{ renew: '1', raise: '2', lower: '3', extend: '4', reduce: '5', correct: '6', 'all-clear': '7' },
  retract: '0',
}

export const actionOf: { readonly [step in StepName]: 'alert.change' | 'alert.end' } = {
  ...{ renew: 'alert.change', raise: 'alert.change', lower: 'alert.change', extend: 'alert.change' },
  ...{ reduce: 'alert.change', correct: 'alert.change', 'all-clear': 'alert.end', retract: 'alert.end' },
}

export interface Choice {
  readonly level?: string
  readonly areas?: readonly string[]
  readonly texts?: { readonly [language: string]: { readonly [length: string]: string } }
  readonly renewForMinutes?: number
  readonly reason?: string
  /** Why it can’t wait for a second person. */
  readonly emergency?: string
}

export interface StepOrder {
  readonly type: StepName
  readonly alert: string
  readonly readVersion: number
  readonly [member: string]: unknown
}

/** The level a raise or a lowering goes to unless another is chosen: the next one. */
export function nextLevel(
  { content }: Pick<AlertView, 'content'>,
  ladder: Pick<Ladder, 'levels'> | undefined,
  step: 'raise' | 'lower',
): string | undefined {
  const { height } = content.step
  const found =
    step === 'raise'
      ? ladder?.levels.find((level) => level.height > height)
      : ladder?.levels.findLast((level) => level.height < height)
  return found?.id
}

/** Those that make sense for it now. Somebody else’s alert can only be ended; a lapsed one can only be cleared. */
export function stepsFor(alert: AlertView, ladder: Pick<Ladder, 'levels'> | undefined): readonly StepName[] {
  if (alert.status === 'ended') return alert.how === 'lapsed' ? ['all-clear'] : []
  if (alert.status !== 'issued') return []
  if (alert.content.relayed !== undefined) return ['all-clear', 'retract']
  return stepNames.filter((step) =>
    step === 'raise' || step === 'lower' ? nextLevel(alert, ladder, step) !== undefined : true,
  )
}

/**
 * The order, or undefined while something it needs is not chosen yet. It names the version that was read, so that nothing
 * somebody else did meanwhile is overwritten.
 */
export function orderOf(
  step: StepName,
  alert: Pick<AlertView, 'id' | 'version' | 'content'>,
  ladder: Pick<Ladder, 'levels'> | undefined,
  choice: Choice,
): StepOrder | undefined {
  const order = { type: step, alert: alert.id, readVersion: alert.version }
  const emergency = choice.emergency === undefined ? {} : { emergency: choice.emergency }
  const areas = choice.areas ?? []
  switch (step) {
    case 'raise':
    case 'lower': {
      const level = choice.level ?? nextLevel(alert, ladder, step)
      return level === undefined ? undefined : { ...order, level, ...emergency }
    }
    case 'extend':
    case 'reduce':
      return areas.length === 0 ? undefined : { ...order, areas, ...emergency }
    case 'correct':
      return Object.keys(choice.texts ?? {}).length === 0
        ? undefined
        : { ...order, texts: choice.texts, ...emergency }
    case 'renew':
      return choice.renewForMinutes === undefined
        ? order
        : { ...order, renewForMinutes: choice.renewForMinutes }
    case 'all-clear':
      return {
        ...order,
        ...(areas.length === 0 ? {} : { areas }),
        ...(choice.reason === undefined || choice.reason.trim() === '' ? {} : { reason: choice.reason }),
      }
    case 'retract':
      return choice.reason === undefined || choice.reason.trim() === ''
        ? undefined
        : { ...order, reason: choice.reason }
  }
}

/** Path and body of an order, as `POST /v1/alerts/{alert}/{step}` takes it. */
export function requestOf({ type, alert, ...body }: StepOrder): {
  readonly path: string
  readonly body: object
} {
  return { path: `/v1/alerts/${alert}/${type}`, body }
}

/** What the courier's tests stand on: virtual time, areas as paths (`o/d` lies in `o`), and a target that does as told. */
import type { Notice, NoticeKind, NoticeReason } from '#alerts'
import type { AreaCode } from '#areas'
import { recordingLog, virtualClock, type AlertId, type Instant, type NoticeId } from '#base'
import { inProcessChannel, type Channel, type InProcessOptions, type Outcome, type Target } from '#channels'
import { createCourier, memoryAttemptLog, type AttemptLog, type CourierOptions } from '#delivery'
import { drillNotice, frozenArea } from './notices.ts'

export const start = '2025-11-01T21:37:00.000Z' as Instant

export const contains = (outer: AreaCode, inner: AreaCode): boolean =>
  inner === outer || inner.startsWith(`${outer}/`)

export function target(id: string, areas: readonly string[] | 'everywhere' = 'everywhere'): Target {
  return { id, areas: areas as readonly AreaCode[] | 'everywhere' }
}

/** A notice of `alert` in these areas, loud in all of them unless told otherwise. */
export function told(
  alert: string,
  revision: number,
  kind: NoticeKind,
  areas: readonly string[],
  overrides: Partial<Notice> & { readonly loud?: readonly string[]; readonly part?: 'e' } = {},
): Notice {
  const { loud, part, ...rest } = overrides
  const reasons: { [kind in NoticeKind]: NoticeReason } = {
    warning: 'issued',
    update: 'renewed',
    'all-clear': part === 'e' ? 'areas-cleared' : 'cleared',
    retraction: 'retracted',
    lapse: 'lapsed',
  }
  const ends = kind !== 'warning' && kind !== 'update'
  const { renewBy, ...notice } = drillNotice({
    alert: alert as AlertId,
    revision,
    kind,
    reason: reasons[kind],
    areas: areas.map((code) => frozenArea(code)),
    id: `${alert}.${revision}${part ?? ''}` as NoticeId,
    loudFor: (loud ?? (ends ? [] : areas)) as readonly AreaCode[],
    ...rest,
  })
  return ends || renewBy === undefined ? notice : { ...notice, renewBy }
}

export interface Heard {
  readonly notice: Notice
  readonly target: string
}

/** A courier with one in-process channel whose answers a test scripts. */
export function courierWorld(
  options: {
    readonly targets?: readonly Target[]
    readonly channel?: Partial<InProcessOptions>
    readonly channels?: readonly Channel[]
    readonly log?: AttemptLog
    readonly courier?: Partial<CourierOptions>
  } = {},
) {
  const clock = virtualClock(start)
  const log = options.log ?? memoryAttemptLog()
  const report = recordingLog()
  const heard: Heard[] = []
  const stopped = new Set<string>()
  let answer: (notice: Notice, target: Target, signal: AbortSignal) => Outcome | Promise<Outcome> = () => ({
    kind: 'confirmed',
    by: 'device',
  })
  const channel = inProcessChannel({
    name: 'bell',
    targets: options.targets ?? [target('one')],
    receive(notice, to, signal) {
      heard.push({ notice, target: to.id })
      return answer(notice, to, signal)
    },
    ...options.channel,
  })
  const courier = createCourier({
    log,
    channels: options.channels ?? [channel],
    clock,
    report,
    random: () => 0,
    contains,
    isStopped: (alert) => stopped.has(alert),
    ...options.courier,
  })
  return {
    clock,
    log,
    report,
    heard,
    stopped,
    channel,
    courier,
    /** What each target heard, as `notice→target`. */
    said: () => heard.map((it) => `${it.notice.id}→${it.target}`),
    answers: (as: typeof answer) => void (answer = as),
    async state(id: string) {
      const attempts = await log.byAlert(id.split('.')[0] as AlertId)
      return attempts.find((it) => it.id === id)
    },
    /** Lets everything happen that can without time passing. */
    settle: () => new Promise<void>((resolve) => setImmediate(resolve)),
  }
}

export const confirmed: Outcome = { kind: 'confirmed', by: 'device' }
export const later: Outcome = { kind: 'refused', problem: 'bell/engaged', retry: 'later' }
export const never: Outcome = { kind: 'refused', problem: 'bell/gone', retry: 'never' }
export const dropped: Outcome = { kind: 'unknown', problem: 'bell/line-dropped' }

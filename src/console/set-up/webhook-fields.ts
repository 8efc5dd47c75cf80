/** A subscription being written, and what is sent of it: what is left at “all” is left out, so that what comes later is in it too. Pure. */
import type { Mode } from '#base'

/** In whose words it is called: ours, or those of programs that exist. */
export const webhookFormats = ['tocsin', 'alertmanager', 'ukraine-alarm'] as const
export type WebhookFormat = (typeof webhookFormats)[number]

export interface WebhookFields {
  readonly url: string
  readonly format: WebhookFormat
  readonly where: 'everywhere' | 'some'
  readonly areas: readonly string[]
  readonly modes: readonly Mode[]
  readonly which: 'every-level' | 'some'
  /** `ladder/level`. */
  readonly levels: readonly string[]
}

/** The modes that may be asked for here: where nothing is live yet, nothing live can be told. UkraineAlarm has no word for drills. */
export function modesOffered(installation: Mode, format: WebhookFormat = 'tocsin'): readonly Mode[] {
  if (format === 'ukraine-alarm') return ['live']
  return installation === 'live' ? ['live', 'drill', 'test'] : ['drill', 'test']
}

/** In another format drills are only for whoever asks for them: what is called may know nothing of drills. */
export function inFormat(fields: WebhookFields, format: WebhookFormat, installation: Mode): WebhookFields {
  const offered = modesOffered(installation, format)
  return {
    ...fields,
    format,
    modes: format === 'tocsin' ? offered : offered.filter((mode) => mode === 'live'),
  }
}

export function emptyFields(installation: Mode): WebhookFields {
  return {
    ...{ url: '', format: 'tocsin', where: 'everywhere', areas: [], modes: modesOffered(installation) },
    ...{ which: 'every-level', levels: [] },
  }
}

/** The body of `POST /v1/webhooks`. */
export function subscriptionOf(fields: WebhookFields): object {
  return {
    url: fields.url.trim(),
    areas: fields.where === 'everywhere' ? 'everywhere' : fields.areas,
    modes: fields.modes,
    ...(fields.format === 'tocsin' ? {} : { format: fields.format }),
    ...(fields.which === 'every-level' ? {} : { levels: fields.levels }),
  }
}

/** What is still to be said before it can be sent. */
export function lackOf(fields: WebhookFields): 'areas' | 'modes' | 'levels' | undefined {
  if (fields.where === 'some' && fields.areas.length === 0) return 'areas'
  if (fields.modes.length === 0) return 'modes'
  return fields.which === 'some' && fields.levels.length === 0 ? 'levels' : undefined
}

/** With it when it was not among them, without it when it was. */
export function toggled<One>(all: readonly One[], one: One): readonly One[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one]
}

/** What a machine told, as the CAP message that the desk's reports are made of: its first word, and the word that it is over. Pure. */
import { epochMilliseconds, hour, plus, type Instant, type Mode } from '#base'
import { capTime, type CapInfo, type CapMessage, type CapReference, type CapStatus } from '#cap'
import type { MachineReport } from '#dialects'

const statuses: { readonly [mode in Mode]: CapStatus } = { live: 'Actual', drill: 'Exercise', test: 'Test' }
/** That something is over is news for a while, and then nothing that waits to be judged. */
const overIsNewsFor = hour

export function senderOf(person: string): string {
  return `machine.${person}`
}

export function firstMessage(report: MachineReport, person: string, from: Instant): CapMessage {
  return {
    identifier: `${report.name}-${epochMilliseconds(from)}`,
    ...head(report, person, from),
    msgType: 'Alert',
    info: [{ ...infoOf(report), event: report.event, headline: report.headline }],
  }
}

export function overMessage(
  report: MachineReport,
  person: string,
  first: Pick<CapReference, 'identifier' | 'sent'>,
  now: Instant,
): CapMessage {
  return {
    identifier: `${first.identifier}.over`,
    ...head(report, person, report.saidAt),
    msgType: 'Cancel',
    references: [{ sender: senderOf(person), ...first }],
    info: [
      {
        ...infoOf(report),
        event: `Over: ${report.event}`,
        headline: `It says that this is over since ${report.saidAt}: ${report.headline}`,
        responseType: ['AllClear'],
        expires: capTime(plus(now, overIsNewsFor), 'UTC'),
      },
    ],
  }
}

function head({ mode }: MachineReport, person: string, sent: Instant) {
  return {
    ...{ sender: senderOf(person), sent: capTime(sent, 'UTC'), status: statuses[mode] },
    // Nothing that a machine says is for the public before somebody judged it.
    ...({ scope: 'Restricted', restriction: 'For the desk' } as const),
  }
}

function infoOf({ text, severity, link, threat, area, alert }: MachineReport): Omit<CapInfo, 'event'> {
  return {
    ...{ language: 'en', category: ['Other'], urgency: 'Unknown', severity, certainty: 'Unknown' },
    description: text,
    ...(link === undefined ? {} : { web: link }),
    // Words of monitoring are no words of warnings: where it names no threat, none is guessed.
    eventCode: [{ valueName: 'tocsin:threat', value: threat ?? 'other' }],
    ...(alert === undefined ? {} : { parameter: [{ valueName: 'tocsin:alert', value: alert }] }),
    ...(area === undefined
      ? {}
      : { area: [{ areaDesc: area.name, geocode: [{ valueName: 'tocsin:area', value: area.code }] }] }),
  }
}

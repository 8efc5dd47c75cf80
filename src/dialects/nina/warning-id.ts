/** The id under which NINA's clients know an alert: the same from its first message to its last, begun as those of MoWaS are. */
import type { AlertId } from '#base'

const prefix = 'mow.'

/** Clients tell providers apart by what stands before the dot, and put the rest into addresses as it is. */
export function warningId(alert: AlertId): string {
  return prefix + alert
}

export function alertOfWarning(id: string): AlertId | undefined {
  return id.startsWith(prefix) ? (id.slice(prefix.length) as AlertId) : undefined
}

/** One message of an alert in the archive: the id, and when it was sent by the authority's clock, to the second. */
export function archivedId(alert: AlertId, sent: string): string {
  return `${warningId(alert)}_${sent.slice(0, 19).replaceAll(/\D/g, '')}`
}

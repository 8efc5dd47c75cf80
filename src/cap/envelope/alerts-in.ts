/** The alert elements below an element, wherever they stand, in the order of the document. */
import type { Findings } from '../finding.ts'
import { isAlert, readCapElement } from '../read/read-cap-element.ts'
import type { CapReading } from '../reading.ts'
import type { XmlElement } from '../xml/tree.ts'

export function alertsIn(element: XmlElement): XmlElement[] {
  const alerts: XmlElement[] = []
  const waiting: XmlElement[] = [element]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isAlert(next)) {
      alerts.push(next)
      continue
    }
    const { content } = next
    for (let i = content.length - 1; i >= 0; i -= 1) {
      const part = content[i]!
      if (typeof part !== 'string') waiting.push(part)
    }
  }
  return alerts
}

export function readAlertsIn(element: XmlElement, found: Findings): CapReading[] {
  return alertsIn(element).flatMap((alert) => readCapElement(alert, found) ?? [])
}

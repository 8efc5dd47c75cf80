/** The messages of an entry, a content object or a wrapper: as elements, or else as text. */
import type { Findings } from '../finding.ts'
import type { CapReading } from '../reading.ts'
import type { XmlElement } from '../xml/tree.ts'
import { readAlertsIn } from './alerts-in.ts'
import { readWrittenAlerts } from './written-alerts.ts'

/** `document` is the text that offsets count in. */
export function readMessagesIn(element: XmlElement, document: string, found: Findings): CapReading[] {
  const readings = readAlertsIn(element, found)
  return readings.length > 0 ? readings : readWrittenAlerts(element, document, found)
}

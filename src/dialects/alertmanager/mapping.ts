/** How our words become labels, and what labels cannot say. */
import type { DialectMapping } from '../mapping.ts'

export const mapping: DialectMapping = {
  threats: [{ ours: ['*'], theirs: 'alertname, tocsin_threat', because: 'the name in English, and the id' }],
  levels: [
    { ours: ['danger'], theirs: 'critical', because: 'what sounds sirens pages people' },
    { ours: ['advisory'], theirs: 'warning' },
  ],
  areas: 'the area’s own code, in the label `tocsin_area`; every area has one',
  unsaid: [
    'Its states are firing and resolved: an all-clear, a retraction and a lapse are all resolved. The annotation `ended_by` and the first words of the summary tell them apart.',
    'A raised or lowered level changes the labels `severity` and `tocsin_level` of the same alert; its fingerprint and its group stay.',
    'An update is sent as firing once more; whether it is worse than before shows in `severity` alone.',
  ],
}

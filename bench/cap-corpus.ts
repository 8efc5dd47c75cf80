/** What the bench of CAP measures on: the real messages of ../shared/cap, and one with a coast of 93,000 vertices. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chance } from '../test/support/chance.ts'
import { findingsIn } from '../src/cap/finding.ts'
import type { CapVersion } from '../src/cap/reading.ts'
import { decodeXml } from '../src/cap/xml/decode.ts'
import { readXml } from '../src/cap/xml/read-xml.ts'

export interface Sample {
  readonly file: string
  readonly bytes: Uint8Array
  readonly version: CapVersion
}

const versions: { readonly [namespace: string]: CapVersion } = {
  'http://www.incident.com/cap/1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.1': '1.1',
  'urn:oasis:names:tc:emergency:cap:1.2': '1.2',
}

/** Every file that is one message, valid or not, but for the one that is an attack by entities. */
export function typicalMessages(corpus: string): Sample[] {
  return globSync('**/*.{cap,xml,txt}', { cwd: corpus })
    .toSorted()
    .flatMap((name) => {
      const file = join(corpus, name)
      const bytes = readFileSync(file)
      const { text } = decodeXml(bytes)
      const root = readXml(text, findingsIn(text))
      const version = versions[root?.namespace ?? '']
      const isMessage = root?.name === 'alert' && version !== undefined && !text.includes('<!DOCTYPE')
      return isMessage ? [{ file, bytes, version }] : []
    })
}

/**
 * A valid message whose area is a closed ring with that many corners, written with five decimals. The coast winds at
 * every scale from the whole to a few corners, and can't cross itself: seen from its middle it only goes round.
 */
export function coastMessage(vertices: number): string {
  const random = chance('coast')
  const waves = Array.from({ length: 13 }, (_, octave) => ({
    turns: 2 ** octave + random.between(1, 2 ** octave),
    height: 0.22 / 1.75 ** octave,
    begins: random.next() * 2 * Math.PI,
  }))
  const corner = (nth: number) => {
    const angle = (nth / (vertices - 1)) * 2 * Math.PI
    const reach = waves.reduce((sum, one) => sum + one.height * Math.sin(one.turns * angle + one.begins), 1.6)
    return `${(52.6 + reach * Math.sin(angle)).toFixed(5)},${(39.6 + 1.6 * reach * Math.cos(angle)).toFixed(5)}`
  }
  const corners = Array.from({ length: vertices - 1 }, (_, nth) => corner(nth))
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>bench-coast</identifier>
  <sender>bench@tocsin.example</sender>
  <sent>2026-11-22T02:40:00+03:00</sent>
  <status>Exercise</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <language>en-GB</language>
    <category>Met</category>
    <event>Storm surge</event>
    <urgency>Expected</urgency>
    <severity>Severe</severity>
    <certainty>Likely</certainty>
    <expires>2026-11-22T14:40:00+03:00</expires>
    <headline>Exercise: storm surge along the whole coast</headline>
    <description>This is an exercise. Water may rise two metres above the usual high tide.</description>
    <instruction>Exercise only: nothing needs to be done.</instruction>
    <area>
      <areaDesc>The whole coast</areaDesc>
      <polygon>${[...corners, corners[0]].join(' ')}</polygon>
    </area>
  </info>
</alert>
`
}

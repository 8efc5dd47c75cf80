import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkCap } from './check.ts'
import type { CapArea, CapInfo, CapMessage, CapResource } from './message.ts'
import type { CapTime } from './time.ts'
import { writeCap } from './write.ts'

const sent = '2025-11-02T00:37:00+03:00' as CapTime
const resource: CapResource = { resourceDesc: 'Map', mimeType: 'image/png', uri: 'm.png', derefUri: 'AAAA' }
const area: CapArea = {
  areaDesc: 'Town',
  circle: [{ centre: { lat: 54, lon: 39 }, radiusKilometres: 1 }],
  altitude: -10,
  ceiling: 300,
}
const info: CapInfo = {
  category: ['Met'],
  event: 'Storm',
  responseType: ['Shelter'],
  urgency: 'Immediate',
  severity: 'Severe',
  certainty: 'Likely',
  web: 'https://example.org/1?a=b&c=%20',
  resource: [resource],
  area: [area],
}
const message: CapMessage = {
  identifier: 'A-"1"',
  sender: 'duty@example.org',
  sent,
  status: 'Actual',
  msgType: 'Update',
  scope: 'Private',
  addresses: ['one@example.org', 'duty officer, north'],
  references: [{ sender: 'duty@example.org', identifier: 'A-"0"', sent }],
  incidents: ['great storm', 'two'],
  info: [info],
}

describe('what the writer refuses', () => {
  test('is none of a message that has everything right, which is read again as it was', () => {
    const written = writeCap(message)
    assert.ok(written.ok)
    const { valid, problems, readings } = checkCap(written.value)
    assert.ok(valid, JSON.stringify(problems))
    assert.deepEqual(readings[0]!.message, { ...message, info: [info] })
  })

  const inInfo = (changed: object): CapMessage => ({ ...message, info: [{ ...info, ...changed }] })
  const inArea = (changed: object) => inInfo({ area: [{ areaDesc: 'Town', ...changed }] })
  const cases: readonly [code: string, at: string, message: CapMessage][] = [
    ['cap/bad-value', '/alert/status[1]', { ...message, status: 'actual' as 'Actual' }],
    ['cap/bad-value', '/alert/info[1]/category[2]', inInfo({ category: ['Met', 'Weather'] })],
    ['cap/bad-value', '/alert/info[1]/urgency[1]', inInfo({ urgency: '' })],
    ['cap/bad-list-item', '/alert/addresses[1]', { ...message, addresses: ['a"b'] }],
    ['cap/bad-list-item', '/alert/addresses[1]', { ...message, addresses: [''] }],
    ['cap/bad-list-item', '/alert/incidents[1]', { ...message, incidents: ['the "great" storm'] }],
    ['cap/scope-mismatch', '/alert/scope[1]', { ...message, restriction: 'Hospitals' }],
    ['cap/scope-mismatch', '/alert/scope[1]', { ...message, scope: 'Restricted', restriction: ' ' }],
    ['cap/self-reference', '/alert/references[1]#1', { ...message, identifier: 'A-"0"' }],
    ['cap/bad-heights', '/alert/info[1]/area[1]/ceiling[1]', inArea({ ceiling: 10 })],
    ['cap/bad-heights', '/alert/info[1]/area[1]/ceiling[1]', inArea({ altitude: 11, ceiling: 10 })],
    [
      'cap/bad-resource',
      '/alert/info[1]/resource[1]/mimeType[1]',
      inInfo({ resource: [{ ...resource, mimeType: 'png' }] }),
    ],
    [
      'cap/bad-resource',
      '/alert/info[1]/resource[1]/derefUri[1]',
      inInfo({ resource: [{ ...resource, derefUri: 'data:,x' }] }),
    ],
    [
      'cap/missing-text',
      '/alert/info[1]/resource[1]/resourceDesc[1]',
      inInfo({ resource: [{ ...resource, resourceDesc: ' ' }] }),
    ],
    ['cap/missing-text', '/alert/info[1]/contact[1]', inInfo({ contact: '' })],
    ['cap/missing-text', '/alert/note[1]', { ...message, note: '' }],
    ['cap/missing-text', '/alert/code', { ...message, code: ['x', ''] }],
    ['cap/bad-address', '/alert/info[1]/web[1]', inInfo({ web: 'www.example.org' })],
    ['cap/bad-address', '/alert/info[1]/web[1]', inInfo({ web: 'https://example.org/a b' })],
    [
      'cap/bad-address',
      '/alert/info[1]/resource[1]/uri[1]',
      inInfo({ resource: [{ resourceDesc: 'Map', mimeType: 'image/png', uri: 'm.png' }] }),
    ],
  ]
  for (const [code, at, wrong] of cases)
    test(`is ${code} at ${at}`, () => {
      const written = writeCap(wrong)
      assert.ok(!written.ok)
      assert.deepEqual([written.problem.code, written.problem.at], [code, at])
    })
})

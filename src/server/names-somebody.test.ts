import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesSomebody } from './names-somebody.ts'

const isRefused = (text: string) => !namesSomebody(text, 'text').ok

test('telephone numbers and e-mail addresses are kept out of what was seen', () => {
  for (const text of [
    ...['Call +7 474 200 10 20', '8 (4742) 55-12-34', '380441234567', 'ivan.petrov@example.org saw it'],
  ])
    assert.ok(isRefused(text), text)
})

test('places, times and heights are let through', () => {
  for (const text of [
    ...[
      'At 52.3912 38.9234, about 300 m',
      'From 02:14 to 02:31 on 23.11.2026',
      'Route P119, km 104',
      '3 drones',
    ],
    ...['52.39, 38.92', 'Two at 01:10, one at 01:12, five at 01:30'],
  ])
    assert.ok(!isRefused(text), text)
})

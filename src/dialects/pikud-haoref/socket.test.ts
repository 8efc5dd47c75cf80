import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Applied } from '#alerts'
import { night, type Night } from '../../../test/support/pikud-haoref-night.ts'
import { pikudHaorefSocket } from './socket.ts'

interface Said {
  readonly type: string
  readonly data: { readonly [name: string]: unknown; readonly cities: readonly string[] }
}

const golden = JSON.parse(readFileSync(new URL('./socket.golden.json', import.meta.url), 'utf8')) as unknown
const read = (texts: readonly string[]) => texts.map((text) => JSON.parse(text) as Said)
const said = (it: Night, applied: Applied) => read(pikudHaorefSocket.said(applied, it.picture(), it.ground))
const opened = (it: Night) => read(pikudHaorefSocket.opened(it.picture(), it.ground))
const brief = (all: readonly Said[]) =>
  all.map(({ type, data }) =>
    [
      type === 'ALERT'
        ? `alert ${String(data['threat'])}`
        : ['pre-alert', 'end'][Number(data['instructionType'])],
      ...(data['isDrill'] === true ? ['drill'] : []),
      ...data.cities,
    ].join(' '),
  )
const coast = { areas: ['coast'], gravity: 'advisory' } as const

describe('the socket of tzevaadom', () => {
  test('tells an alert, a pre-alert and an end, letter by letter', () => {
    const it = night()
    assert.deepEqual(
      [
        ...said(
          it,
          it.issue('1', { at: 0, areas: ['harbour', 'hill'], gravity: 'advisory', he: 'היו מוכנים' }),
        ),
        ...said(it, it.issue('2', { at: 5, areas: ['harbour'], he: 'רחפן. היכנסו למבנה' })),
        ...said(it, it.end('2', 'clear', 9)),
      ],
      golden,
    )
  })
  test('tells only what is new or worse', () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['harbour'] })
    assert.deepEqual(said(it, it.change('1', 'renewed', { at: 5, areas: ['harbour'] })), [])
    const wider = it.change('1', 'extended', { at: 6, areas: ['harbour', 'hill'] })
    assert.deepEqual(brief(said(it, wider)), ['alert 5 הגבעה'])
  })
  test('tells of a danger that is lowered that it is over, and then what is left to watch', () => {
    const it = night()
    it.issue('1', { at: 0, ...coast })
    const raised = it.change('1', 'raised', { at: 1, areas: ['coast'] })
    assert.deepEqual(brief(said(it, raised)), ['alert 5 החוף הנמל המגדלור'])
    const [end, again] = said(it, it.change('1', 'lowered', { at: 2, ...coast }))
    assert.deepEqual(brief([end!, again!]), ['end החוף הנמל המגדלור', 'pre-alert החוף הנמל המגדלור'])
    assert.equal(Number(again!.data['time']), Number(end!.data['time']) + 1)
    assert.notEqual(again!.data['notificationId'], opened(it)[0]!.data['notificationId'])
  })
  test('tells no end where a danger stays, and none of a lapse', () => {
    const it = night()
    it.issue('1', { at: 0, areas: ['coast'], threat: 'tsunami' })
    it.issue('2', { at: 1, areas: ['harbour', 'hill'] })
    assert.deepEqual(brief(said(it, it.end('2', 'retract', 2))), ['end הגבעה'])
    assert.deepEqual(said(it, it.end('1', 'lapse', 60)), [])
  })
  test('tells of drills as drills, and never by a message that cannot say so', () => {
    const it = night()
    const watched = it.issue('1', { at: 0, ...coast, mode: 'drill' })
    assert.deepEqual(brief(said(it, watched)), ['alert 5 drill החוף הנמל המגדלור'])
    const warned = it.change('1', 'raised', { at: 1, areas: ['coast'], mode: 'drill' })
    assert.deepEqual(brief(said(it, warned)), ['alert 5 drill החוף הנמל המגדלור'])
    assert.deepEqual(said(it, it.change('1', 'lowered', { at: 2, ...coast, mode: 'drill' })), [])
    assert.deepEqual(said(it, it.end('1', 'clear', 3)), [])
  })
  test('tells whoever connects what is in force, under the ids it was told with', () => {
    const it = night()
    const told = [
      ...said(it, it.issue('1', { at: 0, ...coast })),
      ...said(it, it.issue('2', { at: 1, areas: ['hill'], threat: 'chemical' })),
    ]
    assert.deepEqual(opened(it), told)
    assert.deepEqual(opened(night()), [])
  })
})

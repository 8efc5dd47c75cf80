import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { none, type Alert, type Applied } from '#alerts'
import { actionsOf } from '#people'
import { dutyKinds, mayBeTold, movedBy } from './duty.ts'

const fact = (stream: string, type = 'something-happened', data: object = {}): Applied =>
  ({ fact: { stream, type, data }, before: none, after: none, notices: [] }) as unknown as Applied
const alert = (status: string, more: object = {}) => ({ id: 'a', status, ...more }) as unknown as Alert
const ofAlert = (before: Alert, after: Alert, more: object = {}): Applied =>
  ({ ...fact('alert:a'), before, after, ...more }) as unknown as Applied
const kinds = (...applied: Applied[]) => [...movedBy(applied).kinds].toSorted()

describe('what a fact moves', () => {
  test('is the part of the picture that its stream is about', () => {
    for (const [stream, ...moved] of [
      ['message:0a', 'reports'],
      ['sighting:x', 'sightings'],
      ['track:x', 'tracks'],
      ['source:dwd', 'sources'],
      ['siren:lip-1', 'sirens'],
      ['sirens', 'sirens'],
      ['webhook:x', 'channels'],
      ['channel:siren', 'channels'],
      ['drills', 'drills'],
      ['drill-scripts', 'drills'],
      ['areas', 'areas'],
      ['area-sets', 'area-sets'],
      ['shelters', 'shelters'],
      ['sites', 'sites'],
      ['callouts', 'call-outs'],
      ['teams', 'call-outs'],
      ['ladder:lipetsk', 'ladders'],
      ['phrases:uk', 'phrases'],
      ['reach:a', 'reach'],
      ['review:a', 'reviews', 'waiting'],
      ['second-person:a', 'reviews', 'waiting'],
    ])
      assert.deepEqual(kinds(fact(stream!)), moved.toSorted(), stream)
  })
  test('is nothing where a console shows nothing of it', () => {
    for (const stream of ['sessions', 'audit', 'person:x', 'noise'])
      assert.deepEqual(kinds(fact(stream)), [], stream)
  })
  test('among people is what waits for a second person as well, when something was proposed', () => {
    assert.deepEqual(kinds(fact('people', 'person-added')), ['people'])
    assert.deepEqual(kinds(fact('people', 'proposal-made')), ['people', 'proposals', 'waiting'])
  })
  test('is the board once an alert is in force, and not while it is written', () => {
    assert.deepEqual(kinds(ofAlert(none, alert('draft'))), ['alerts'])
    assert.deepEqual(kinds(ofAlert(alert('approved'), alert('issued'))), ['alerts', 'board'])
    assert.deepEqual(kinds(ofAlert(alert('issued'), alert('ended'))), ['alerts', 'board'])
    const told = ofAlert(alert('issued'), alert('issued'), { notices: [{}] })
    assert.deepEqual(kinds(told), ['alerts', 'board', 'reach'])
  })
  test('is what waits, when an alert begins to wait or is answered', () => {
    const content = { areas: [], wording: { texts: {} } }
    const submitted = alert('submitted', { content, editors: [], submittedBy: 'olena', version: 2 })
    assert.deepEqual(kinds(ofAlert(alert('draft'), submitted)), ['alerts', 'waiting'])
    assert.deepEqual(kinds(ofAlert(submitted, alert('draft'))), ['alerts', 'waiting'])
  })
  test('of an emergency is a review, and somebody is waited for', () => {
    const alone = ofAlert(alert('draft'), alert('issued'))
    const told = { ...alone, fact: { ...alone.fact, data: { emergency: 'Nobody else is here' } } }
    assert.deepEqual(kinds(told as Applied), ['alerts', 'board', 'reviews', 'waiting'])
  })
  test('of several facts is told together, with each alert once', () => {
    const moved = movedBy([
      ofAlert(none, alert('draft')),
      ofAlert(alert('draft'), alert('draft')),
      fact('areas'),
    ])
    assert.deepEqual([...moved.kinds], ['alerts', 'areas'])
    assert.deepEqual([...moved.alerts], ['a'])
  })
})

describe('who is told', () => {
  test('is who may read that part: a watcher all but what is of people, who is called out, and what hides shelters', () => {
    const may = mayBeTold({ actions: actionsOf.watcher })
    const untold = Object.keys(dutyKinds).filter((kind) => !may(kind as never))
    assert.deepEqual(untold.toSorted(), ['call-outs', 'people', 'proposals', 'shelters'])
  })
  test('is nobody of anything without an action', () => {
    const may = mayBeTold({ actions: [] })
    assert.ok(Object.keys(dutyKinds).every((kind) => !may(kind as never)))
  })
})

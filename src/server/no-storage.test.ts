import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noStorage } from './no-storage.ts'

const failure = (message: string, more: object = {}) => Object.assign(new Error(message), more)

test('a disk or a database that is away is told from a mistake of ours', () => {
  for (const away of [
    failure('database or disk is full', { code: 'ERR_SQLITE_ERROR', errcode: 13 }),
    failure('disk I/O error', { code: 'ERR_SQLITE_ERROR', errcode: 10 + 256 * 3 }),
    failure('terminating connection due to administrator command', { code: '57P01' }),
    failure('could not extend file', { code: '53100' }),
    failure('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED' }),
    failure('Connection terminated unexpectedly'),
    failure('Client has encountered a connection error and is not queryable'),
  ]) {
    const found = noStorage(away)
    assert.equal(found?.problem.code, 'server/no-storage', away.message)
    assert.equal(found?.problem.details['why'], away.message)
  }
  for (const mistake of [
    failure('no such column: nmae', { code: 'ERR_SQLITE_ERROR', errcode: 1 }),
    failure('syntax error at or near "selct"', { code: '42601' }),
    failure('the facts that were written are gone'),
    'disk is full',
    undefined,
  ])
    assert.equal(noStorage(mistake), undefined)
})

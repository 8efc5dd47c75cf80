import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { LookupAddress } from 'node:dns'
import { guardedLookup, PrivateAddress } from './guarded-lookup.node.ts'

const looked = (addresses: readonly LookupAddress[], all: boolean) =>
  new Promise((resolve) =>
    guardedLookup(async () => addresses)('host', { all }, (error, address, family) =>
      resolve(error ?? (all ? address : [address, family])),
    ),
  )
const public4 = { address: '93.184.216.34', family: 4 }
const public6 = { address: '2606:4700::1111', family: 6 }

describe('a guarded lookup', () => {
  test('hands out exactly the addresses it checked', async () => {
    assert.deepEqual(await looked([public4, public6], true), [public4, public6])
    assert.deepEqual(await looked([public6, public4], false), [public6.address, 6])
  })
  test('hands out none when one of them is private, or there is none', async () => {
    for (const addresses of [
      [public4, { address: '10.0.0.1', family: 4 }],
      [{ address: '::1', family: 6 }],
      [],
    ])
      for (const all of [true, false]) assert.ok((await looked(addresses, all)) instanceof PrivateAddress)
  })
  test('passes on why a name was not found', async () => {
    const failure = new Error('ENOTFOUND')
    const error = await new Promise((resolve) =>
      guardedLookup(() => Promise.reject(failure))('host', {}, (failed) => resolve(failed)),
    )
    assert.equal(error, failure)
  })
})

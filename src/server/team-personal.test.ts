import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryShelf, type PersonId } from '#base'
import { responderTable } from './team-personal.ts'

test('what is kept of somebody who is called is shown with the rest, devices too, and gone with their account', async () => {
  const shelf = memoryShelf()
  const [ann, bob] = ['account-ann', 'account-bob'] as [PersonId, PersonId]
  let changed = 0
  const table = responderTable(shelf, async () => void changed++)
  const device = (id: string, account: PersonId) => ({
    key: id,
    document: { id, account, endpoint: `https://push.example.org/${id}`, keys: {}, addedAt: '' },
  })
  await shelf.put('callout-devices', [device('one', ann), device('two', bob)])
  await shelf.put('responders', [{ key: 'ann-k', document: { id: 'ann-k', name: 'Ann', account: ann } }])
  await shelf.put('teams', [{ key: 'crew', document: { id: 'crew', members: ['ann-k', 'cyd'], shifts: [] } }])
  await shelf.put('callout-sends', [{ key: 'sent', document: { id: 'sent', person: 'ann-k' } }])
  assert.match(JSON.stringify(await table.of(ann)), /push\.example\.org\/one/)
  // Whoever has a device alone is somebody of whom something is kept.
  assert.match(JSON.stringify(await table.of(bob)), /push\.example\.org\/two/)
  assert.ok(table.collections.includes('callout-devices'))
  await table.forget(ann)
  assert.equal(await table.of(ann), undefined)
  assert.deepEqual(
    (await shelf.list('callout-devices')).map(({ key }) => key),
    ['two'],
  )
  assert.deepEqual((await shelf.list('teams'))[0]!.document, { id: 'crew', members: ['cyd'], shifts: [] })
  assert.deepEqual(await shelf.list('callout-sends'), [])
  assert.equal(changed, 1)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { encode } from 'uqr'
import { collectSettings, deflated } from './collect-settings.ts'

const settings = {
  ...{ address: 'https://warn.example.org/openrosa', username: 'iryna', project: 'Tocsin · DRILL' },
  key: 'tocsin_00112233445566778899aabbccddeeff00112233',
}

test('settings for ODK Collect are what it unpacks, and fit a code that a phone reads', async () => {
  const packed = await deflated(collectSettings(settings))
  const { general, project } = JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString('utf8')) as {
    readonly general: { readonly [name: string]: string }
    readonly project: { readonly name: string }
  }
  assert.equal(general['server_url'], settings.address)
  assert.equal(general['password'], settings.key)
  assert.equal(project.name, settings.project)
  assert.ok(encode(packed, { ecc: 'M' }).size < 100)
})

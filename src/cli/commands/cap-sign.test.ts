/** A town makes a key, signs with it, and a peer verifies: the commands as somebody types them. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Json } from '#base'
import { warning } from '../../../test/support/signed-messages.node.ts'
import { signatureCommands } from './cap-sign.cli.ts'

async function type(
  name: string,
  words: readonly string[],
  options: { readonly [option: string]: string } = {},
) {
  const command = signatureCommands.find((one) => one.name === name)
  assert.ok(command)
  const given: Json[] = []
  const said: string[] = []
  const result = await command.run(
    {
      words,
      value: (option) => options[option],
      values: (option) => [options[option] ?? []].flat(),
      has: (option) => options[option] !== undefined,
    },
    { json: 'json', say: (line = '') => said.push(line), give: (value) => given.push(value), progress() {} },
  )
  return { result, given: given as { readonly [member: string]: Json }[], said }
}

test('a key is made, a message signed with it, and a peer who trusts it believes that message only', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-sign-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const at = (name: string) => join(folder, name)
  const made = await type('cap keygen', [at('town')], { signer: 'Town', days: '30' })
  assert.ok(made.result.ok)
  if (process.platform !== 'win32') assert.equal(statSync(at('town.key.pem')).mode & 0o777, 0o600)
  const again = await type('cap keygen', [at('town')], { signer: 'Town' })
  assert.ok(!again.result.ok)

  const sent = new Date(Date.now() - 3_600_000).toISOString()
  writeFileSync(at('w.cap'), warning({ sent }))
  const keys = { key: at('town.key.pem'), cert: at('town.cert.pem') }
  const signed = await type('cap sign', [at('w.cap')], { ...keys, out: at('s.cap'), canonicalization: '1.1' })
  assert.ok(signed.result.ok)
  assert.match(readFileSync(at('s.cap'), 'utf8'), /xml-c14n11.*<\/Signature>\s*<\/alert>/s)

  const entry = { signer: 'Town', senders: ['duty@town.example'], certificate: { file: 'town.cert.pem' } }
  writeFileSync(at('trust.json'), JSON.stringify({ trust: [entry] }))
  const verify = (file: string) => type('cap verify', [at(file)], { trust: at('trust.json') })
  const believed = await verify('s.cap')
  assert.deepEqual(believed.result, { ok: true, value: { exit: 0 } })
  assert.equal(believed.given[0]?.['signer'], 'Town')
  assert.equal(believed.given[0]?.['publicKeySha256'], made.given[0]?.['publicKeySha256'])
  writeFileSync(at('forged.cap'), readFileSync(at('s.cap'), 'utf8').replace('stay inside', 'go outside'))
  const forged = await verify('forged.cap')
  assert.deepEqual(forged.result, { ok: true, value: { exit: 1 } })
  assert.equal(forged.given[0]?.['code'], 'cap/signature-altered')
  assert.ok(!(await verify('nowhere.cap')).result.ok)
  writeFileSync(
    at('trust.json'),
    JSON.stringify({ trust: [{ ...entry, certificate: { file: 'nowhere.pem' } }] }),
  )
  const broken = await verify('s.cap')
  assert.ok(!broken.result.ok && broken.result.problem.code === 'cap/bad-trust-list')
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { absent } from '../../../test/support/absent.ts'
import { pageText } from './pages.ts'
import { serialNumber } from './serial.ts'

const skip = absent('tshark')

/** A capture of pages as a GSM cell sends them: serial number, identifier, coding, page of pages, content (TS 23.041 §9.4.1.2). */
function capture(serial: number, messageId: number, dcs: number, pages: readonly string[]): Buffer {
  const head = Buffer.alloc(24)
  head.writeUInt32LE(0xa1b2c3d4, 0)
  head.writeUInt16LE(2, 4)
  head.writeUInt16LE(4, 6)
  head.writeUInt32LE(65_535, 16)
  // Link type 147 is the first of those that mean what a reader is told they mean.
  head.writeUInt32LE(147, 20)
  const records = pages.map((page, at) => {
    const sent = Buffer.concat([Buffer.alloc(6), Buffer.from(page, 'hex')])
    sent.writeUInt16BE(serial, 0)
    sent.writeUInt16BE(messageId, 2)
    sent.writeUInt8(dcs, 4)
    sent.writeUInt8(((at + 1) << 4) | pages.length, 5)
    const record = Buffer.alloc(16)
    record.writeUInt32LE(at, 0)
    record.writeUInt32LE(sent.length, 8)
    record.writeUInt32LE(sent.length, 12)
    return Buffer.concat([record, sent])
  })
  return Buffer.concat([head, ...records])
}

function dissected(file: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-tshark-'))
  try {
    const name = join(folder, 'pages.pcap')
    writeFileSync(name, file)
    const asCellBroadcast = 'uat:user_dlts:"User 0 (DLT=147)","gsm_cbs","0","","0",""'
    const said = spawnSync('tshark', ['-r', name, '-o', asCellBroadcast, '-V'], { encoding: 'utf8' })
    assert.equal(said.status, 0, said.stderr)
    return said.stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('pages read by tshark', { skip }, () => {
  const texts = [
    [
      'en',
      'DRILL. Drone attack threat. Where: Zadonsky District. Go indoors, stay away from windows [rooms without them are best]. In force until the all-clear. DRILL.',
    ],
    [
      'uk',
      'НАВЧАННЯ. Загроза атаки безпілотників. Де: Задонський район. Зайдіть у приміщення, відійдіть від вікон. НАВЧАННЯ.',
    ],
    ['he', 'תרגיל. סכנת כטב״מ. היכנסו לבניין והתרחקו מהחלונות. תרגיל.'],
  ] as const
  for (const [language, text] of texts)
    test(`say in ${language} what was meant, in all their pages`, () => {
      const paged = pageText(text, language)
      assert.ok(paged.ok && paged.value.pages.length > 1)
      const { dcs, pages } = paged.value
      const said = dissected(
        capture(serialNumber({ scope: 'plmn_wide', code: 768, update: 5 }), 4381, dcs, pages),
      )
      assert.match(said, /PLMN/)
      assert.ok(said.replaceAll(/\s+/g, ' ').includes(text.replaceAll(/\s+/g, ' ')), said)
    })
})

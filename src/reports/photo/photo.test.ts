import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { absent, program } from '../../../test/support/absent.ts'
import { bigEndian, fromText, joined, littleEndian } from './bytes.ts'
import { onlyOrientation, orientationIn } from './orientation.ts'
import { longestPhotoSide, mostPhotoBytes, type PhotoType } from './photo.ts'
import { onlyPicture } from './strip.ts'

/** What must not survive, wherever it stood. */
const secret = 'GPS 52.39N 38.92E taken by Ivan'

// A grey square of eight pixels, coded by hand: one table of steps, one code each, and all differences zero.
const jpegSegment = (code: number, body: Uint8Array) =>
  joined([Uint8Array.of(0xff, code), bigEndian(body.length + 2, 2), body])
const steps = joined([Uint8Array.of(0), new Uint8Array(64).fill(1)])
const oneCode = (kind: number) => joined([Uint8Array.of(kind, 1), new Uint8Array(15), Uint8Array.of(0)])
const frame = (width = 8, height = 8) =>
  joined([Uint8Array.of(8), bigEndian(height, 2), bigEndian(width, 2), Uint8Array.of(1, 1, 0x11, 0)])
const picture = (size?: Uint8Array) => [
  jpegSegment(0xdb, steps),
  jpegSegment(0xc0, size ?? frame()),
  jpegSegment(0xc4, oneCode(0x00)),
  jpegSegment(0xc4, oneCode(0x10)),
  jpegSegment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
  Uint8Array.of(0b0011_1111),
]
const jpeg = (before: readonly Uint8Array[] = [], after: Uint8Array = new Uint8Array(0), parts = picture()) =>
  joined([Uint8Array.of(0xff, 0xd8), ...before, ...parts, Uint8Array.of(0xff, 0xd9), after])
const exifSegment = (tiff: Uint8Array) => jpegSegment(0xe1, joined([fromText('Exif\0\0'), tiff]))

const remainders = Array.from({ length: 256 }, (_, byte) => {
  let c = byte
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const checksum = (bytes: Uint8Array) => {
  let sum = 0xffffffff
  for (const byte of bytes) sum = remainders[(sum ^ byte) & 255]! ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}
const pngChunk = (type: string, body: Uint8Array) => {
  const named = joined([fromText(type), body])
  return joined([bigEndian(body.length, 4), named, bigEndian(checksum(named), 4)])
}
const pngHead = (width = 1, height = 1) =>
  pngChunk('IHDR', joined([bigEndian(width, 4), bigEndian(height, 4), Uint8Array.of(8, 0, 0, 0, 0)]))
const png = (before: readonly Uint8Array[] = [], after: Uint8Array = new Uint8Array(0), head = pngHead()) =>
  joined([
    ...[Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), head, ...before],
    pngChunk('IDAT', deflateSync(Uint8Array.of(0, 128))),
    ...[pngChunk('IEND', new Uint8Array(0)), after],
  ])

const webpChunk = (type: string, body: Uint8Array) =>
  joined([fromText(type), littleEndian(body.length, 4), body, new Uint8Array(body.length % 2)])
const lossless = Uint8Array.from(Buffer.from('LwAAABAHEBERiIj+BwA=', 'base64'))
const webp = (around: readonly Uint8Array[] = [], after: Uint8Array = new Uint8Array(0)) => {
  const body = joined([fromText('WEBP'), webpChunk('VP8L', lossless), ...around])
  return joined([fromText('RIFF'), littleEndian(body.length, 4), body, after])
}

/** As cameras write it: a little-endian directory with the orientation among other things. */
const tiffWith = (orientation: number) =>
  joined([
    ...[fromText('II'), Uint8Array.of(42, 0, 8, 0, 0, 0, 2, 0)],
    joined([Uint8Array.of(0x0f, 0x01, 2, 0), littleEndian(secret.length, 4), littleEndian(38, 4)]),
    joined([Uint8Array.of(0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0)]),
    ...[new Uint8Array(4), fromText(secret)],
  ])

const cleaned = (bytes: Uint8Array) => {
  const photo = onlyPicture(bytes)
  assert.ok(photo.ok, JSON.stringify(photo))
  return photo.value
}
const refusedAs = (bytes: Uint8Array, code: string) => {
  const photo = onlyPicture(bytes)
  assert.equal(photo.ok ? 'taken' : photo.problem.code, code)
}
const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text)

const kinds: { readonly [type in PhotoType]: (hidden: Uint8Array) => readonly Uint8Array[] } = {
  'image/jpeg': (hidden) => [
    // Application segments of every number, a comment, and behind the end.
    ...Array.from({ length: 16 }, (_, i) => jpeg([jpegSegment(0xe0 + i, hidden)])),
    ...[jpeg([jpegSegment(0xfe, hidden)]), jpeg([], hidden)],
    jpeg([jpegSegment(0xe1, joined([fromText('http://ns.adobe.com/xap/1.0/\0'), hidden]))]),
    jpeg([jpegSegment(0xe2, joined([fromText('ICC_PROFILE\0\x01\x01'), hidden]))]),
    jpeg([jpegSegment(0xed, joined([fromText('Photoshop 3.0\x008BIM'), hidden]))]),
    jpeg([exifSegment(joined([tiffWith(6), hidden]))]),
    jpeg([jpegSegment(0xee, joined([fromText('Adobe'), Uint8Array.of(0, 100, 0, 0, 0, 0, 1), hidden]))]),
  ],
  'image/png': (hidden) => [
    ...['tEXt', 'zTXt', 'iTXt', 'iCCP', 'pHYs', 'tIME', 'gAMA', 'prVt'].map((type) =>
      png([pngChunk(type, hidden)]),
    ),
    ...[png([], hidden), png([pngChunk('eXIf', joined([tiffWith(3), hidden]))])],
  ],
  'image/webp': (hidden) => [
    ...['EXIF', 'XMP ', 'ICCP', 'ABCD'].map((type) => webp([webpChunk(type, hidden)])),
    ...[webp([], hidden), webp([webpChunk('EXIF', joined([tiffWith(8), hidden]))])],
  ],
}

describe('a photo', () => {
  for (const [type, photosWith] of Object.entries(kinds))
    test(`in ${type} loses everything that is not its picture`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
          // A mark that stands nowhere in a picture, among any bytes.
          const hidden = joined([fromText(secret), noise, fromText(secret)])
          for (const photo of photosWith(hidden)) {
            const clean = cleaned(photo)
            assert.equal(clean.type, type)
            assert.ok(!holds(clean.bytes, secret) && !holds(clean.bytes, 'GPS'))
            // Nothing is left to take.
            assert.deepEqual(cleaned(clean.bytes).bytes, clean.bytes)
          }
        }),
        { seed: 20261123, numRuns: 30 },
      )
    })

  test('is the same one whatever its metadata says', () => {
    const clean = cleaned(jpeg()).bytes
    for (const hidden of ['a', 'b'.repeat(5_000)])
      assert.deepEqual(cleaned(jpeg([jpegSegment(0xe5, fromText(hidden))], fromText(hidden))).bytes, clean)
  })

  test('keeps which way up it is, as the only tag', () => {
    const turned = [
      jpeg([exifSegment(tiffWith(6))], undefined, picture(frame(8, 16))),
      png([pngChunk('eXIf', tiffWith(6))], undefined, pngHead(8, 16)),
    ].map(cleaned)
    for (const photo of turned) {
      assert.deepEqual([photo.widthPixels, photo.heightPixels], [16, 8], photo.type)
      assert.ok(Buffer.from(photo.bytes).includes(Buffer.from(onlyOrientation(6))))
      assert.ok(!holds(photo.bytes, secret))
    }
    assert.ok(
      Buffer.from(cleaned(webp([webpChunk('EXIF', tiffWith(3))])).bytes).includes(
        Buffer.from(onlyOrientation(3)),
      ),
    )
    assert.ok(!holds(cleaned(jpeg([exifSegment(tiffWith(1))])).bytes, 'Exif'), 'upright needs no word')
    for (const one of [1, 2, 3, 4, 5, 6, 7, 8] as const)
      assert.equal(orientationIn(onlyOrientation(one)), one)
  })

  test('is refused with advice where it is no JPEG, PNG or WebP', () => {
    refusedAs(joined([bigEndian(24, 4), fromText('ftypheic'), new Uint8Array(40)]), 'reports/photo-heic')
    refusedAs(joined([bigEndian(24, 4), fromText('ftypmif1'), new Uint8Array(40)]), 'reports/photo-heic')
    for (const text of [
      'GIF89a',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '%PDF-1.7',
      '<!doctype html>',
      '',
    ])
      refusedAs(fromText(text), 'reports/photo-kind')
  })

  test('is refused where it is too large, in bytes or in pixels', () => {
    refusedAs(joined([jpeg(), new Uint8Array(mostPhotoBytes)]), 'reports/photo-too-large')
    refusedAs(jpeg([], undefined, picture(frame(60_000, 60_000))), 'reports/photo-too-large')
    refusedAs(png([], undefined, pngHead(longestPhotoSide + 1, 1)), 'reports/photo-too-large')
    refusedAs(png([], undefined, pngHead(0xffff_ffff, 0xffff_ffff)), 'reports/photo-too-large')
  })

  test('is refused where something rides along in what is needed', () => {
    const ride = fromText(secret)
    const [dqt, sof, dc, ac, sos, scan] = picture() as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ]
    const fat = (part: Uint8Array) => jpegSegment(part[1]!, joined([part.subarray(4), ride]))
    for (const parts of [
      ...[
        [fat(dqt), sof, dc, ac, sos, scan],
        [dqt, fat(sof), dc, ac, sos, scan],
        [dqt, sof, fat(dc), ac, sos, scan],
      ],
      ...[
        [dqt, sof, dc, ac, fat(sos), scan],
        [dqt, sof, dc, ac, jpegSegment(0xdd, ride), sos, scan],
      ],
      // A second frame, one without a scan, a scan before any frame, and lossless coding.
      ...[
        [dqt, sof, sof, dc, ac, sos, scan],
        [dqt, sof, dc, ac],
        [dqt, dc, ac, sos, scan],
      ],
      [dqt, jpegSegment(0xc3, frame()), dc, ac, sos, scan],
    ])
      refusedAs(jpeg([], undefined, parts), 'reports/photo-broken')
    const head = pngHead()
    const spoilt = Uint8Array.from(png())
    spoilt[spoilt.length - 20]! ^= 1
    refusedAs(spoilt, 'reports/photo-broken')
    refusedAs(png([head]), 'reports/photo-broken')
    refusedAs(png([pngChunk('PLTE', fromText(secret + '..'))]), 'reports/photo-broken')
    refusedAs(png([pngChunk('tRNS', ride)]), 'reports/photo-broken')
    refusedAs(png([pngChunk('ABCD', ride)]), 'reports/photo-broken')
    refusedAs(webp([webpChunk('ANIM', ride)]), 'reports/photo-broken')
    refusedAs(webp([webpChunk('VP8L', lossless)]), 'reports/photo-broken')
  })

  test('of hundreds of scans, which would hang who looks at it, is refused', () => {
    const [dqt, , dc, ac, sos, scan] = picture() as Uint8Array[]
    const scans = Array.from({ length: 101 }, () => [sos!, scan!]).flat()
    refusedAs(
      jpeg([], undefined, [dqt!, jpegSegment(0xc2, frame()), dc!, ac!, ...scans]),
      'reports/photo-broken',
    )
  })

  test('cut short anywhere, or with any byte changed, is refused or still a picture alone; nothing hangs or throws', () => {
    for (const whole of [
      jpeg([exifSegment(tiffWith(6))]),
      png([pngChunk('tEXt', fromText(secret))]),
      webp([webpChunk('XMP ', fromText(secret))]),
    ]) {
      for (let length = 0; length < whole.length; length++) {
        const photo = onlyPicture(whole.subarray(0, length))
        if (photo.ok) assert.ok(!holds(photo.value.bytes, 'GPS'))
      }
      fc.assert(
        fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
          const changed = Uint8Array.from(whole)
          changed[at] = byte
          onlyPicture(changed)
        }),
        { seed: 20261123, numRuns: 2_000 },
      )
    }
    fc.assert(
      fc.property(
        fc.constantFrom(jpeg().subarray(0, 4), png().subarray(0, 16), webp().subarray(0, 16)),
        fc.uint8Array({ maxLength: 400 }),
        (head, rest) => void onlyPicture(joined([head, rest])),
      ),
      { seed: 20261123, numRuns: 2_000 },
    )
  })

  const exiftool = program('exiftool')
  test('says nothing to an independent reader', { skip: absent('exiftool') }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'photos-'))
    try {
      for (const [type, photosWith] of Object.entries(kinds))
        for (const [i, photo] of photosWith(fromText(secret)).entries())
          writeFileSync(join(folder, `${i}.${type.slice(6)}`), cleaned(photo).bytes)
      const how = ['-a', '-G1', '-s', '-e', '--System:all', '--ExifTool:all']
      const said = execFileSync(exiftool!, [...how, folder], { encoding: 'utf8' })
      assert.match(said, /image files read/)
      assert.ok(!said.includes('GPS') && !said.includes('Ivan'), said)
      const groups = new Set([...said.matchAll(/^\[(\S+)\]/gm)].map(([, group]) => group))
      for (const group of groups)
        assert.ok(['File', 'IFD0', 'PNG', 'RIFF', 'Adobe', 'Composite'].includes(group!), said)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { guessMapping } from './guess.ts'
import { readMapping, type Mapping } from './mapping.ts'
import type { Region } from './place.ts'
import { changesOf } from './proposal.ts'
import { readShelters, type ReadShelters } from './read-shelters.ts'
import { readTable, type Table, type TableOptions } from './table.ts'

const seed = 20261123

function tableOf(text: string | Uint8Array, options: TableOptions = {}): Table {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const read = readTable('list', bytes, options)
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}

function whyNot(text: string | Uint8Array): string {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const read = readTable('list', bytes)
  assert.ok(!read.ok)
  assert.equal(read.problem.code, 'shelters/unreadable-file')
  return String(read.problem.details['why'])
}

/** A square degree in which everything is made up. */
const region: Region = {
  isInside: ({ lon, lat }) => lon >= 39 && lon < 40 && lat >= 52 && lat < 53,
  isBeside: ({ lon, lat }) => lon >= 38.9 && lon < 40.1 && lat >= 51.9 && lat < 53.1,
}
const both: Mapping = { id: 'id', name: 'name', lon: 'lon', lat: 'lat', capacity: 'capacity' }

function read(
  lines: readonly string[],
  mapping: Mapping = both,
  within: Region | 'anywhere' = region,
): ReadShelters {
  const bars = lines.map((line) => (line.includes('|') ? line : line.replaceAll(';', '|')))
  const names = ['id', 'name', 'lon', 'lat', 'capacity', 'type', 'opening'].slice(
    0,
    bars[0]!.split('|').length,
  )
  const table = tableOf([names.join('|'), ...bars].join('\n'), { delimiter: '|' })
  return readShelters(table, mapping, { language: 'en', region: within === 'anywhere' ? undefined : within })
}

const codes = ({ findings }: ReadShelters) => findings.map(({ row, code }) => `${row} ${code}`)

/** Windows-1251 of Russian and Ukrainian letters. */
function windows1251(text: string): Uint8Array {
  const others: { readonly [letter: string]: number } = { і: 0xb3, І: 0xb2, ї: 0xbf, є: 0xba, Є: 0xaa }
  return Uint8Array.from(text, (letter) => {
    const point = letter.charCodeAt(0)
    if (point >= 0x410 && point <= 0x44f) return point - 0x410 + 0xc0
    return others[letter] ?? point
  })
}

describe('a list’s bytes', () => {
  const text = 'назва;адреса;широта;довгота\nШкола;вул. Перемоги, 8;50.1;34.9\nПідвал;Київська;50.2;34.8\n'
  test('are read as UTF-8, as UTF-16 and as Windows-1251, and a guess is said', () => {
    const plain = tableOf(text)
    assert.deepEqual([plain.encoding, plain.delimiter], ['utf-8', ';'])
    const marked = tableOf(`\ufeff${text}`)
    assert.deepEqual(
      marked.notes.map(({ code }) => code),
      ['byte-order-mark', 'delimiter-guessed'],
    )
    const wide = tableOf(Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le')))
    assert.equal(wide.encoding, 'utf-16le')
    const old = tableOf(windows1251(text))
    assert.deepEqual(old.notes[0], { code: 'encoding-guessed', was: 'windows-1251' })
    const western = tableOf(
      Uint8Array.from(Buffer.from('navn,adresse,lat,lon\nSkole,Tjørnahaugane 60,60.6,6.5\n', 'latin1')),
    )
    assert.equal(western.encoding, 'windows-1252')
    for (const table of [marked, wide, old])
      assert.deepEqual(
        table.rows.map(({ cells }) => [...cells]),
        plain.rows.map(({ cells }) => [...cells]),
      )
    assert.equal(western.rows[0]!.cells.get('adresse'), 'Tjørnahaugane 60')
  })

  test('may be separated by commas, semicolons, tabs or bars, with quotes and breaks in them', () => {
    for (const delimiter of [',', ';', '\t', '|'] as const) {
      const lines = [
        ['id', 'name'],
        ['1', `"a ${delimiter} ""b""\nc"`],
        ['2', 'd'],
      ]
      const table = tableOf(lines.map((line) => line.join(delimiter)).join('\r\n'))
      assert.equal(table.delimiter, delimiter)
      assert.deepEqual(
        table.rows.map(({ cells }) => cells.get('name')),
        [`a ${delimiter} "b"\nc`, 'd'],
      )
    }
  })

  test('that are no list are refused with the reason', () => {
    assert.match(whyNot(Uint8Array.of(0x1f, 0x8b, 8)), /gzip/)
    assert.match(whyNot(Uint8Array.of(0x50, 0x4b, 3, 4)), /spreadsheet/)
    assert.match(whyNot('{"a": 1}'), /no list/)
    assert.match(whyNot('just a sentence'), /columns/)
    assert.match(whyNot('[{]'), /JSON/)
    assert.match(
      whyNot(
        '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[]}',
      ),
      /3857/,
    )
  })

  test('may hold their list deeper, with paths into objects, and rows that are none', () => {
    const table = tableOf('{"made":"today","shelters":[{"a":{"b":[{"c":7}]}},"x",null]}')
    assert.deepEqual(table.notes, [{ code: 'list-found-at', field: 'shelters' }])
    assert.deepEqual([...table.rows[0]!.cells], [['a.b.0.c', 7]])
    const result = readShelters(table, { point: 'geometry' }, { language: 'en' })
    assert.deepEqual(result.tally, { rows: 3, taken: 0, mended: 0, doubted: 0, refused: 3 })
  })

  test('may have a row too short, one too long, and two columns of one name', () => {
    const table = tableOf('a,b,a\n1,2,3\n4\n5,6,7,8\n\n')
    assert.deepEqual(
      table.fields.map(({ field }) => field),
      ['a', 'b', 'a#2'],
    )
    assert.deepEqual(
      table.rows.map(({ faults }) => faults.map(({ code }) => code)),
      [[], ['cells-missing'], ['cells-too-many']],
    )
  })
})

describe('a row', () => {
  test('without a place, off the globe, at null island or outside the region is refused; beside it, doubted', () => {
    const result = read([
      '1;a;;;5',
      '2;b;39.512;x;5',
      '3;c;0;0;5',
      '4;d;500;52.512;5',
      '5;e;11.512;48.112;5',
      '6;f;40.051;52.512;5',
    ])
    assert.deepEqual(codes(result), [
      ...[
        '1 no-place',
        '2 place-unreadable',
        '3 null-island',
        '4 not-on-globe',
        '5 outside-region',
        '6 beside-region',
      ],
    ])
    assert.deepEqual(result.tally, { rows: 6, taken: 0, mended: 0, doubted: 1, refused: 5 })
  })

  test('with swapped coordinates is mended where only that makes sense: in the region, or beside the others', () => {
    const swapped = read(['1;a;52.512;39.512;5'])
    assert.deepEqual(codes(swapped), ['1 swapped-mended'])
    assert.deepEqual(swapped.taken[0]!.fields.at, { lon: 39.512, lat: 52.512 })
    const three = ['1;a;139.511;35.611;5', '2;b;139.512;35.612;5', '3;c;139.513;35.613;5']
    // 139 is no latitude.
    assert.deepEqual(codes(read([...three, '4;d;35.614;139.514;5'], both, 'anywhere')), ['4 swapped-mended'])
    const home = three.map((line) => line.replace('139.5', '39.5').replace('35.6', '52.6'))
    assert.deepEqual(codes(read([...home, '4;d;52.614;39.514;5'], both, 'anywhere')), ['4 swapped-mended'])
    // Far away, but swapped no nearer: it is as it is.
    assert.deepEqual(codes(read([...home, '4;d;8.514;47.414;5'], both, 'anywhere')), [])
  })

  test('may have commas for points, spaces and entities, and too round a place', () => {
    const result = read(['1|  Tom&amp;Jerry\u00a0 &#8470;7 |39,5123|52,5123|1 200', '2;b;39.5;52.5;5'])
    assert.deepEqual(codes(result), [
      '1 decimal-comma',
      '1 decimal-comma',
      '1 html-entity',
      '1 white-space',
      '2 coarse-place',
    ])
    assert.deepEqual(result.taken[0]!.fields.names, { en: 'Tom&Jerry №7' })
    assert.deepEqual(result.taken[0]!.fields.capacity, { places: 1_200, bound: 'stated' })
  })

  test('with a capacity that nobody can read keeps it unknown, and says what stood there', () => {
    const cells: readonly (readonly [string, string])[] = [
      ['50+', ''],
      ['понад 200', ''],
      ['до 50', ''],
      ['', ''],
      ['50-100', 'capacity-unreadable'],
      ['багато', 'capacity-unreadable'],
      ['0', 'capacity-zero'],
      ['1000000', 'capacity-unlikely'],
      ['3,5', 'capacity-unreadable'],
    ]
    const result = read(cells.map(([cell], i) => `${i};n${i};39.5${i}1;52.512;${cell}`))
    assert.deepEqual(
      codes(result),
      cells.flatMap(([, code], i) => (code === '' ? [] : [`${i + 1} ${code}`])),
    )
    assert.deepEqual(
      result.taken.slice(0, 3).map(({ fields }) => fields.capacity),
      [
        { places: 50, bound: 'at-least' },
        { places: 200, bound: 'at-least' },
        { places: 50, bound: 'stated' },
      ],
    )
  })

  test('that is another row again is refused; with another id, place or capacity it is taken and doubted', () => {
    const result = read([
      '1;a;39.5123;52.5123;5',
      '1;a;39.5123;52.5123;5',
      '1;a;39.5123;52.5123;6',
      '2;b;39.5123;52.5123;5',
    ])
    assert.deepEqual(codes(result), ['2 repeat', '3 same-id', '3 same-point', '4 same-point'])
    assert.deepEqual(
      result.taken.map(({ key }) => key),
      ['id:1', 'id:1#2', 'id:2'],
    )
  })

  test('without a name is doubted, of a type that no word explains as well; opening hours stay as they were written', () => {
    const mapping: Mapping = {
      ...both,
      type: { from: 'type', words: { '*підвал*': 'basement' } },
      opening: { from: 'opening' },
    }
    const result = read(
      ['1;;39.5123;52.5123;5;великий підвал;Mo-Fr 8-20', '2;b;39.5133;52.5123;5;юрта;always'],
      mapping,
    )
    assert.deepEqual(codes(result), ['1 empty-name', '2 type-unknown'])
    assert.deepEqual(
      result.taken.map(({ fields }) => [fields.type, fields.opening]),
      [
        ['basement', { when: 'hours', hours: 'Mo-Fr 8-20' }],
        ['unspecified', { when: 'always' }],
      ],
    )
  })

  test(`is in one of four, and the four add up to the rows, whatever stands in them (seed ${seed})`, () => {
    const cell = fc.oneof(
      ...[
        fc.constantFrom('39.51234', '52.51234', '0', '', 'x', '52,5', ' a ', '&amp;', '50+', '139.7', '-'),
        fc.string({ maxLength: 8 }),
      ],
    )
    const row = fc.record(
      { id: cell, name: cell, lon: cell, lat: cell, capacity: cell },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(row, fc.constant(null)), { maxLength: 30 }),
        fc.boolean(),
        (rows, inRegion) => {
          const table = tableOf(JSON.stringify(rows))
          const result = readShelters(table, both, { language: 'en', region: inRegion ? region : undefined })
          const { taken, mended, doubted, refused } = result.tally
          assert.equal(taken + mended + doubted + refused, rows.length)
          assert.equal(result.taken.length, rows.length - refused)
          const keys = result.taken.map(({ key }) => key)
          assert.equal(new Set(keys).size, keys.length)
          // Every row that is refused says why.
          const why = new Set(
            result.findings.filter(({ effect }) => effect === 'refused').map((one) => one.row),
          )
          assert.equal(why.size, refused)
          assert.equal(changesOf('s', result.taken, []).added.length, result.taken.length)
        },
      ),
      { seed, numRuns: 200 },
    )
  })
})

describe('a mapping', () => {
  test('is guessed from names in many languages, and says what else it might have taken', () => {
    const guess = guessMapping(
      tableOf('Назва;Адреса;Широта;Довгота;Місткість;Тип\nа;б;50.1234;34.1234;50;ПРУ\n'),
    )
    assert.deepEqual(guess.mapping, {
      ...{ name: 'Назва', address: 'Адреса', capacity: 'Місткість', lon: 'Довгота', lat: 'Широта' },
      type: { from: 'Тип', words: { ПРУ: 'radiation' } },
    })
    const pair = guessMapping(tableOf('name;coordinates\na;"50.30753, 34.90269"\n'))
    assert.deepEqual(pair.mapping.point, { from: 'coordinates', order: 'lat-lon' })
    // Where nobody can tell, nothing is guessed.
    const none = guessMapping(tableOf('one;two\n1;2\n'))
    assert.deepEqual(none.mapping, {})
  })

  test('is refused where it can’t be used, with the place', () => {
    const faults = [
      { lon: 'a' },
      { name: 'a' },
      { point: 'geometry', colour: 'a' },
      { point: 'geometry', type: {} },
      { point: 'geometry', names: { '??': 'a' } },
    ]
    assert.deepEqual(
      faults.map((one) => {
        const result = readMapping(one)
        return result.ok ? 'taken' : result.problem.at
      }),
      ['lat', 'point', 'colour', 'type.from', 'names.??'],
    )
  })

  test('can say what is always so, take the first that is not empty, join fields, and read names in languages', () => {
    const mapping = readMapping({
      ...{ point: { from: 'at', order: 'lat-lon' }, type: { always: 'metro' } },
      ...{
        names: { uk: 'n1', en: 'n2' },
        address: { from: ['street', 'town'], join: ', ' },
        id: { from: ['x', 'y'] },
      },
    })
    assert.ok(mapping.ok)
    const table = tableOf('at;n1;n2;street;town;x;y\n52.5123 39.5123;Один;One;Main 1;Town;;7\n')
    const [row] = readShelters(table, mapping.value, { language: 'en', region }).taken
    assert.deepEqual(
      [row!.key, row!.fields.names, row!.fields.address, row!.fields.type],
      ['id:7', { uk: 'Один', en: 'One' }, 'Main 1, Town', 'metro'],
    )
  })
})

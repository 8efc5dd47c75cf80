/** Areas of a message: rings, circles and codes, in degrees and kilometres, and heights in feet. */
import type { CapArea, CapCircle, CapPoint, CapValue } from '../message.ts'
import type { XmlElement } from '../xml/tree.ts'
import { readPoints, scanNumber, skipSpace, type Cursor } from './numbers.ts'
import { readFindings } from './read-findings.ts'
import { childrenIn, type Reader } from './reader.ts'
import { areaShape } from './shapes.ts'
import { readLine, readToken } from './text.ts'
import { readPairs } from './value-pairs.ts'
import { collect, type Writable } from './writable.ts'

export function readArea(element: XmlElement, reader: Reader): CapArea {
  const children = childrenIn(element, areaShape, reader)
  const area: Writable<CapArea> = { areaDesc: readLine(children.one('areaDesc'), reader, 'required') ?? '' }
  const polygon = collect(children.all('polygon'), readRing, reader)
  if (polygon !== undefined) area.polygon = polygon
  const circle = collect(children.all('circle'), readCircle, reader)
  if (circle !== undefined) area.circle = circle
  const geocode: CapValue[] | undefined = readPairs(children.all('geocode'), reader)
  if (geocode !== undefined) area.geocode = geocode
  const altitude = readFeet(children.one('altitude'), reader)
  if (altitude !== undefined) area.altitude = altitude
  const ceiling = readFeet(children.one('ceiling'), reader)
  if (ceiling !== undefined) area.ceiling = ceiling
  reader.places.set(area, element)
  return area
}

function readRing(element: XmlElement, reader: Reader): CapPoint[] | undefined {
  const text = readToken(element, reader)
  if (text === undefined) return undefined
  const { found } = reader
  const read = readPoints(text)
  if (!('points' in read)) {
    found.report(readFindings, 'cap/invalid-polygon', element, { text: near(text, read.failedAt) })
    return undefined
  }
  const { points, oddAt } = read
  if (points.length < 4 && (points.length < 3 || isClosed(points))) {
    found.report(readFindings, 'cap/short-polygon', element, { count: points.length })
    return undefined
  }
  for (const point of points) if (!isPlace(point)) return sayNoPlace(point, element, reader)
  if (oddAt !== undefined)
    found.report(readFindings, 'cap/polygon-separators', element, { text: near(text, oddAt) })
  if (!isClosed(points)) {
    found.report(readFindings, 'cap/open-polygon', element)
    points.push(points[0]!)
  }
  reader.places.set(points, element)
  return points
}

function isClosed(points: readonly CapPoint[]): boolean {
  const [first] = points
  const last = points.at(-1)
  return first !== undefined && last !== undefined && first.lat === last.lat && first.lon === last.lon
}

function near(text: string, at: number): string {
  return text.slice(Math.max(0, at - 12), at + 12)
}

function isPlace({ lon, lat }: CapPoint): boolean {
  return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
}

function sayNoPlace({ lon, lat }: CapPoint, element: XmlElement, reader: Reader): undefined {
  reader.found.report(readFindings, 'cap/coordinates-out-of-range', element, {
    lat,
    lon,
    element: element.name,
  })
}

function readCircle(element: XmlElement, reader: Reader): CapCircle | undefined {
  const text = readToken(element, reader)
  if (text === undefined) return undefined
  const { found } = reader
  const cursor: Cursor = { text, at: 0 }
  const lat = scanNumber(cursor)
  const inside = skipCommas(cursor)
  const lon = scanNumber(cursor)
  const between = skipCommas(cursor)
  const radiusKilometres = scanNumber(cursor)
  if (
    !(radiusKilometres >= 0) ||
    lat !== lat ||
    lon !== lon ||
    cursor.at < text.length ||
    inside === '' ||
    between === ''
  ) {
    found.report(readFindings, 'cap/invalid-circle', element, { text })
    return undefined
  }
  const centre: CapPoint = { lon, lat }
  if (!isPlace(centre)) return sayNoPlace(centre, element, reader)
  if (inside !== ',' || between.trim() !== '')
    found.report(readFindings, 'cap/circle-separators', element, { text })
  const circle: CapCircle = { centre, radiusKilometres }
  reader.places.set(circle, element)
  return circle
}

function skipCommas(cursor: Cursor): string {
  const from = cursor.at
  skipSpace(cursor)
  if (cursor.text.charCodeAt(cursor.at) === 44) cursor.at += 1
  skipSpace(cursor)
  return cursor.text.slice(from, cursor.at)
}

function readFeet(element: XmlElement | undefined, reader: Reader): number | undefined {
  const text = readToken(element, reader)
  if (text === undefined) return undefined
  const cursor: Cursor = { text, at: 0 }
  const feet = scanNumber(cursor)
  if (feet === feet && cursor.at === text.length) return feet
  reader.found.report(readFindings, 'cap/invalid-altitude', element!, { element: element!.name, text })
  return undefined
}

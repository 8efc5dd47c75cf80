/** A report with everything it rests on, in one ZIP file: pages, tables, areas, permitted points, and a list of what is in it with the hash of each. */
import { toGeometry, type AreaCode } from '#areas'
import { canonicalJson, sha256, type Json, type JsonObject } from '#base'
import { csvFiles, type Cell, type Paper, type SituationReport } from '#situation'
import { pdfOf } from '../situation/paper/pdf.node.ts'
import type { SiteDesk } from './site-desk.ts'
import { plainJson, type MadeReport } from './situation-desk.ts'
import type { System } from './system.ts'

export async function situationZip(
  system: Pick<System, 'areas'>,
  { report, facts }: MadeReport,
  {
    paper,
    again,
    sites,
  }: { readonly paper: Paper; readonly again: string; readonly sites: Pick<SiteDesk, 'book'> },
): Promise<Uint8Array> {
  const texts = [
    { name: 'report.json', text: canonicalJson(plainJson({ report, facts, again })) },
    ...csvFiles(paper),
    { name: 'areas.geojson', text: canonicalJson(areasOf(system, report)) },
    ...(report.of.face === 'public'
      ? []
      : [{ name: 'sites.geojson', text: canonicalJson(sitesOf(report, sites)) }]),
  ]
  const encoder = new TextEncoder()
  const files: { name: string; bytes: Uint8Array }[] = [
    ...texts.map(({ name, text }) => ({ name, bytes: encoder.encode(text) })),
    { name: `report-${paper.language}.pdf`, bytes: await pdfOf(paper) },
  ]
  const manifest = {
    ...{ again, asOf: report.asOf, of: report.of },
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256(bytes) })),
  }
  files.push({ name: 'manifest.json', bytes: encoder.encode(canonicalJson(plainJson(manifest))) })
  // Few ask for it, and every start would read it.
  const { zipSync } = await import('fflate')
  return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), {
    // ZIP has no zones: one that is always the same makes the same file.
    ...{ level: 6, mtime: new Date(1980, 0, 1) },
  })
}

/** A feature for each area that the report speaks of, with the lines about it; nothing in it is nearer than the area. */
function areasOf({ areas }: Pick<System, 'areas'>, report: SituationReport): JsonObject {
  const lines = new Map<
    string,
    { section: string; row: string; cells: { readonly [column: string]: Cell } }[]
  >()
  for (const { id, rows } of report.sections)
    for (const { id: row, cells } of rows)
      for (const cell of [cells['area'], cells['areas']])
        for (const { code } of cell?.is === 'names' ? cell.of : [])
          lines.set(code, [...(lines.get(code) ?? []), { section: id, row, cells }])
  return {
    type: 'FeatureCollection',
    features: [...lines]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([code, those]): Json[] => {
        const area = areas.hierarchy().get(code as AreaCode)
        if (area === undefined) return []
        return [
          plainJson({
            ...{ type: 'Feature', id: code },
            geometry: area.shape === undefined ? null : toGeometry(area.shape),
            properties: { area: code, names: area.names, lines: those },
          }),
        ]
      }),
  }
}

/** Where sites and their stations stand is on every map of the staff; where damage is stands elsewhere, for those alone who judge it. */
function sitesOf(report: SituationReport, { book }: Pick<SiteDesk, 'book'>): JsonObject {
  const named = new Set(
    report.sections
      .filter(({ id }) => id === 'alarms' || id === 'stations' || id === 'statements')
      .flatMap(({ rows }) => rows.flatMap(({ cells: { site } }) => (site?.is === 'text' ? site.text : []))),
  )
  const point = ({ lon, lat }: { lon: number; lat: number }) => ({ type: 'Point', coordinates: [lon, lat] })
  return {
    type: 'FeatureCollection',
    features: book
      .all()
      .filter(({ site }) => named.has(site.name) || named.has(site.id))
      .flatMap(({ site }) => [
        plainJson({
          ...{ type: 'Feature', id: site.id, geometry: point(site.at) },
          properties: { site: site.id, name: site.name, kind: site.kind },
        }),
        ...site.stations.map((station) =>
          plainJson({
            ...{ type: 'Feature', id: `${site.id}/${station.id}`, geometry: point(station.at) },
            properties: {
              site: site.id,
              station: station.id,
              name: station.name,
              quantity: station.quantity,
            },
          }),
        ),
      ]),
  }
}

/** What the start-up says: where to open it, in which mode it runs, how to begin, how to load real areas. */
import type { Server } from '../server/serve.node.ts'

export function banner(
  { url: plain, tls, config, authority, system, desks: { siren: sirens } }: Server,
  setUp: { readonly url: string } | undefined,
): string[] {
  const { mode } = config
  const url = tls?.url ?? plain
  const frame = mode === 'live' ? '' : `  ▒▒▒ ${mode.toUpperCase()} ▒▒▒  `
  const areas = system.areas.hierarchy()
  const approximate = [...areas.all()].some((area) => area.shapeQuality === 'approximate')
  const issuer = authority.issuer['en' as never] ?? Object.values(authority.issuer)[0]
  return [
    `${frame}Tocsin runs in ${mode.toUpperCase()} mode${mode === 'live' ? ': alerts are real' : '. Nothing it sends is a real alert.'}`,
    '',
    `  Open       ${url}`,
    `  Live       ${url}/v1/live        Board  ${url}/v1/board        API  ${url}/v1/openapi.json`,
    ...(tls === undefined ? [] : [`  Here only  ${plain}`]),
    `  Warns      ${issuer}: ${areas.size} areas${approximate ? ', shapes approximate' : ''}`,
    `  Sirens     ${sirens.registry.all().length} registered${sirens.brokerUrl === '' ? '' : `, broker ${sirens.brokerUrl}`}`,
    `  Kept in    ${config.database === '' ? config.data : 'PostgreSQL'}${system.decides() === 'me' ? '' : ' (another server decides; this one serves readers and takes over when it is gone)'}`,
    '',
    ...(setUp === undefined
      ? []
      : [`  First administrator, by this link that works once:`, `               ${setUp.url}`, '']),
    ...(authority.demonstration
      ? ['  First drill  npm run demo -- --speed 60      (in another terminal)']
      : []),
    '  Real areas   npm run -s tocsin -- areas import FILE…',
    '  All commands npm run -s tocsin -- help',
    ...(mode === 'live' ? [] : [`${frame}`]),
  ]
}

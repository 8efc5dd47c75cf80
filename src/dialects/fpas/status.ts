/** What apps ask of the server itself: who runs it, what it can push, which authorities speak here. */
import type { Area } from '#areas'
import type { Instant } from '#base'
import { pushServices } from './subscribing.ts'

export interface ServerStatus {
  readonly server_version: string
  readonly server_operator: string
  readonly privacy_notice: string
  readonly terms_of_service: string
  /** A number that grows with the load; 0 is none that anybody need know of. */
  readonly congestion_state: number
  readonly supported_push_services: typeof pushServices
}

export function serverStatus(of: {
  readonly version: string
  readonly operator: string
  /** A page of ours that says what is kept; every app shows it before anybody subscribes. */
  readonly page: string
}): ServerStatus {
  return {
    server_version: of.version,
    server_operator: of.operator,
    privacy_notice: of.page,
    terms_of_service: of.page,
    congestion_state: 0,
    supported_push_services: pushServices,
  }
}

export interface AuthorityStatus {
  readonly name: string
  readonly source_is_official: true
  readonly cap_alert_feed_status: 'operating'
  readonly authorityCountry: string
  readonly register_url: null
  readonly latest_published_alert_datetime: Instant | null
}

export interface Speaking {
  readonly name: string
  readonly countries: ReadonlySet<string>
  readonly lastPublishedAt: Instant | undefined
}

/** One entry for each country that was asked for and that we warn in; sources that we read from are not for everybody. */
export function authorityStatus(
  asked: readonly string[],
  { name, countries, lastPublishedAt }: Speaking,
): { readonly results: readonly AuthorityStatus[] } {
  const here = [...new Set(asked.map((code) => code.trim().toLowerCase()))].filter((code) =>
    countries.has(code),
  )
  return {
    results: here.map((authorityCountry) => ({
      name,
      source_is_official: true,
      cap_alert_feed_status: 'operating',
      authorityCountry,
      register_url: null,
      latest_published_alert_datetime: lastPublishedAt ?? null,
    })),
  }
}

/** Lower-case ISO 3166-1 codes of the countries that the areas lie in, as far as their codes say. */
export function countriesOf(areas: Iterable<Pick<Area, 'codes'>>): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { codes = {} } of areas)
    for (const scheme of ['iso3166-1', 'iso3166-2'])
      for (const country of /^([A-Z]{2})(-|$)/.exec(codes[scheme] ?? '')?.slice(1, 2) ?? [])
        found.add(country.toLowerCase())
  return found
}

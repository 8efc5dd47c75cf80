/** The table from which packs/lipetsk is made: codes, names, seats and populations; packs/lipetsk/SOURCE.md says whence. */
import type { Area, AreaCode, LonLat } from '#areas'

export interface Seat {
  readonly area: Area
  /** Where the administration sits, or for a district run from a city outside it, its largest village. */
  readonly at: LonLat
  readonly slug: string
  readonly place: string
  /** Cities are drawn as a disc of their size. */
  readonly squareKilometres?: number
  readonly sirens?: number
}

export const country: Area = {
  code: 'RU' as AreaCode,
  kind: 'country',
  parent: null,
  names: { en: 'Russia', ru: 'Россия', uk: 'Росія' },
  codes: { 'iso3166-1': 'RU' },
  divided: 'partly',
}

export const region: Area = {
  code: 'RU-LIP' as AreaCode,
  kind: 'region',
  parent: country.code,
  names: { en: 'Lipetsk Oblast', ru: 'Липецкая область', uk: 'Липецька область' },
  codes: { 'iso3166-2': 'RU-LIP', geonames: '535120' },
  centre: { lon: 39.15, lat: 52.7 },
  population: 1_143_224,
  divided: 'wholly',
}

function area(
  id: number,
  kind: Area['kind'],
  names: Area['names'],
  aliases: string[],
  at: LonLat,
  people: number,
): Area {
  return {
    code: `gn:${id}` as AreaCode,
    kind,
    parent: region.code,
    names,
    aliases,
    codes: { geonames: String(id) },
    centre: at,
    population: people,
  }
}

function district(
  id: number,
  [en, ru, uk]: readonly [string, string, string],
  geonames: string,
  place: string,
  at: LonLat,
  people: number,
  sirens?: number,
): Seat {
  const names = { en: `${en} District`, ru: `${ru} район`, uk: `${uk} район` }
  const slug = place.toLowerCase().replaceAll(' ', '-')
  return {
    area: area(id, 'district', names, [geonames], at, people),
    at,
    slug,
    place,
    ...(sirens === undefined ? {} : { sirens }),
  }
}

/** A municipal okrug is a district under a newer name; people go on calling it a district, so that stays an alias. */
function okrug(...row: Parameters<typeof district>): Seat {
  const [, [en, ru, uk]] = row
  const made = district(...row)
  const names = {
    en: `${en} Municipal Okrug`,
    ru: `${ru} муниципальный округ`,
    uk: `${uk} муніципальний округ`,
  }
  const aliases = [`${en} District`, `${ru} район`, `${uk} район`, ...made.area.aliases!]
  return { ...made, area: { ...made.area, names, aliases } }
}

const lipetsk = { lon: 39.5992, lat: 52.6088 }
const yelets = { lon: 38.5036, lat: 52.6205 }

export const cities: readonly Seat[] = [
  {
    area: area(
      12666369,
      'municipality',
      { en: 'Lipetsk', ru: 'Липецк', uk: 'Липецьк' },
      ['Gorodskoy Okrug Lipetsk', 'городской округ Липецк'],
      lipetsk,
      496_000,
    ),
    at: lipetsk,
    slug: 'lipetsk',
    place: 'Lipetsk',
    squareKilometres: 330,
    sirens: 6,
  },
  {
    area: area(
      12625447,
      'municipality',
      { en: 'Yelets', ru: 'Елец', uk: 'Єлець' },
      ['Elets', 'городской округ Елец'],
      yelets,
      100_000,
    ),
    at: yelets,
    slug: 'yelets',
    place: 'Yelets',
    squareKilometres: 69,
    sirens: 4,
  },
]

export const districts: readonly Seat[] = [
  okrug(
    472303,
    ['Volovsky', 'Воловский', 'Воловський'],
    'Volovskiy Rayon',
    'Volovo',
    { lon: 37.886, lat: 52.021 },
    13_000,
  ),
  district(
    558309,
    ['Gryazinsky', 'Грязинский', 'Грязинський'],
    'Gryazinskiy Rayon',
    'Gryazi',
    { lon: 39.941, lat: 52.499 },
    77_637,
    3,
  ),
  district(
    567100,
    ['Dankovsky', 'Данковский', 'Данковський'],
    'Dankovskiy Rayon',
    'Dankov',
    { lon: 39.146, lat: 53.258 },
    31_000,
  ),
  district(
    565845,
    ['Dobrinsky', 'Добринский', 'Добринський'],
    'Dobrinskiy Rayon',
    'Dobrinka',
    { lon: 40.471, lat: 52.162 },
    33_256,
  ),
  district(
    565805,
    ['Dobrovsky', 'Добровский', 'Добровський'],
    'Dobrovskiy Rayon',
    'Dobroye',
    { lon: 39.824, lat: 52.867 },
    26_000,
  ),
  district(
    565604,
    ['Dolgorukovsky', 'Долгоруковский', 'Долгоруковський'],
    'Dolgorukovskiy Rayon',
    'Dolgorukovo',
    { lon: 38.35, lat: 52.317 },
    17_000,
  ),
  district(
    467976,
    ['Yeletsky', 'Елецкий', 'Єлецький'],
    'Yeletskiy Rayon',
    'Kazaki',
    { lon: 38.29, lat: 52.63 },
    30_000,
  ),
  district(
    465724,
    ['Zadonsky', 'Задонский', 'Задонський'],
    'Zadonskiy Rayon',
    'Zadonsk',
    { lon: 38.924, lat: 52.391 },
    35_000,
  ),
  district(
    554804,
    ['Izmalkovsky', 'Измалковский', 'Ізмалковський'],
    'Izmalkovskiy Rayon',
    'Izmalkovo',
    { lon: 37.975, lat: 52.687 },
    15_000,
  ),
  district(
    542484,
    ['Krasninsky', 'Краснинский', 'Краснинський'],
    'Krasninskiy Rayon',
    'Krasnoye',
    { lon: 38.791, lat: 52.854 },
    13_000,
  ),
  district(
    536514,
    ['Lebedyansky', 'Лебедянский', 'Лебедянський'],
    'Lebedyanskiy Rayon',
    'Lebedyan',
    { lon: 39.128, lat: 53.011 },
    39_000,
  ),
  district(
    535418,
    ['Lev-Tolstovsky', 'Лев-Толстовский', 'Лев-Толстовський'],
    'Lev-Tolstovskiy Rayon',
    'Lev Tolstoy',
    { lon: 39.453, lat: 53.21 },
    16_000,
  ),
  okrug(
    535119,
    ['Lipetsky', 'Липецкий', 'Липецький'],
    'Lipetskiy Rayon',
    'Borinskoye',
    { lon: 39.384, lat: 52.492 },
    56_000,
  ),
  district(
    489297,
    ['Stanovlyansky', 'Становлянский', 'Становлянський'],
    'Stanovlyanskiy Rayon',
    'Stanovoye',
    { lon: 38.344, lat: 52.773 },
    16_000,
  ),
  district(
    483542,
    ['Terbunsky', 'Тербунский', 'Тербунський'],
    'Terbunskiy Rayon',
    'Terbuny',
    { lon: 38.274, lat: 52.13 },
    21_000,
  ),
  district(
    478304,
    ['Usmansky', 'Усманский', 'Усманський'],
    'Usmanskiy Rayon',
    'Usman',
    { lon: 39.725, lat: 52.046 },
    48_000,
    3,
  ),
  district(
    550109,
    ['Khlevensky', 'Хлевенский', 'Хлевенський'],
    'Khlevenskiy Rayon',
    'Khlevnoye',
    { lon: 39.09, lat: 52.194 },
    20_000,
  ),
  district(
    569929,
    ['Chaplyginsky', 'Чаплыгинский', 'Чаплигінський'],
    'Chaplyginskiy Rayon',
    'Chaplygin',
    { lon: 39.967, lat: 53.24 },
    30_000,
  ),
]

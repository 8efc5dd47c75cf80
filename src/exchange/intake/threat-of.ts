/** Which threat a CAP info speaks of: by codes where it has some, by the words of its event where it has none, else the general danger. */
import type { CapInfo } from '#cap'
import type { ThreatBook, ThreatId } from '#threats'

/** Undefined never: what nobody foresaw is `other`, and keeps its sender's words. */
export function threatOf(info: CapInfo, book: ThreatBook): ThreatId {
  const found = byCode(info, book) ?? byMeteoalarm(info) ?? byWords(info)
  return found !== undefined && book.threat(found) !== undefined ? found : ('other' as ThreatId)
}

function byCode({ eventCode = [] }: CapInfo, book: ThreatBook): ThreatId | undefined {
  for (const { valueName, value } of eventCode) {
    const code = value.trim()
    if (valueName === 'tocsin:threat') return code as ThreatId
    if (/^OET/i.test(valueName)) {
      const term = code.toUpperCase().startsWith('OET-') ? code.toUpperCase() : `OET-${code}`
      const threat = book.threats().find(({ eventTerm }) => eventTerm === term)
      if (threat !== undefined) return threat.id
    }
    if (/^(SAME|profile:CAP-(CP|TWP):Event.*|NationalWeatherService)$/i.test(valueName)) {
      const threat = same[code.toUpperCase()]
      if (threat !== undefined) return threat as ThreatId
    }
  }
  return undefined
}

/** Event codes of the Emergency Alert System (47 CFR §11.31(e)) and the CAP-CP event codes that mean the same. */
const same: { readonly [code: string]: string | undefined } = {
  ...{ AVA: 'avalanche', AVW: 'avalanche', AVALANCHE: 'avalanche' },
  ...{ BZW: 'snowstorm', WSA: 'snowstorm', WSW: 'snowstorm', SNOWFALL: 'snowstorm', BLIZZARD: 'snowstorm' },
  ...{ DBA: 'dam-failure', DBW: 'dam-failure', DAMOVFLW: 'dam-failure', DAMBREAK: 'dam-failure' },
  ...{ DSW: 'wind', EWW: 'wind', HWA: 'wind', HWW: 'wind', WIND: 'wind', SQW: 'wind' },
  ...{ EQW: 'earthquake', EARTHQUAKE: 'earthquake' },
  ...{ FFA: 'flash-flood', FFS: 'flash-flood', FFW: 'flash-flood', FLASHFLOOD: 'flash-flood' },
  ...{ FLA: 'flood', FLS: 'flood', FLW: 'flood', FLOOD: 'flood', CFA: 'storm-surge', CFW: 'storm-surge' },
  ...{ FRW: 'wildfire', FIRE: 'wildfire', WILDFIRE: 'wildfire', FORESTFIRE: 'wildfire' },
  ...{ HMW: 'chemical', CHEMICAL: 'chemical', RHW: 'radiation', NUW: 'radiation', RADIOLOGICAL: 'radiation' },
  ...{
    HUA: 'tropical-cyclone',
    HUS: 'tropical-cyclone',
    HUW: 'tropical-cyclone',
    HURRICANE: 'tropical-cyclone',
  },
  ...{ TRA: 'tropical-cyclone', TRW: 'tropical-cyclone', TROPSTORM: 'tropical-cyclone' },
  ...{ SSA: 'storm-surge', SSW: 'storm-surge', STORMSURGE: 'storm-surge' },
  ...{ SVA: 'thunderstorm', SVR: 'thunderstorm', SVS: 'thunderstorm', THUNDERSTO: 'thunderstorm' },
  ...{
    TOA: 'tornado',
    TOR: 'tornado',
    TORNADO: 'tornado',
    TSA: 'tsunami',
    TSW: 'tsunami',
    TSUNAMI: 'tsunami',
  },
  ...{
    VOW: 'volcano',
    VOLCANO: 'volcano',
    LANDSLIDE: 'landslide',
    FREEZE: 'extreme-cold',
    RESERVOIRDIS: 'flood',
  },
}

/** The first figure of MeteoAlarm's parameter `awareness_type`: “3; Thunderstorm”. */
const meteoalarm: { readonly [type: string]: string | undefined } = {
  ...{ 1: 'wind', 2: 'snowstorm', 3: 'thunderstorm', 5: 'extreme-heat', 6: 'extreme-cold' },
  ...{ 7: 'storm-surge', 8: 'wildfire', 9: 'avalanche', 10: 'flood', 12: 'flood', 13: 'flood' },
}

function byMeteoalarm(info: CapInfo): ThreatId | undefined {
  const type = info.parameter?.find(({ valueName }) => valueName === 'awareness_type')?.value
  const number = type?.split(';')[0]!.trim() ?? ''
  // “Snow/Ice” is two of our threats; its words say which.
  const said = number === '2' ? byWords(info) : undefined
  return said ?? (meteoalarm[number] as ThreatId | undefined)
}

/** The more particular before the more general: a flash flood is a flood, a thunderstorm is wind as well. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\b(drone|uav|uas)s?\b|дрон|бпла|шахед/i, 'drone'],
  [/aeroballistic|аеробал|аэробал/i, 'aeroballistic-missile'],
  [/ballistic|баліст|баллист/i, 'ballistic-missile'],
  [/missile|cruise|ракет|marschflugk/i, 'cruise-missile'],
  [/air ?raid|повітрян|воздушн.*(тревог|нападен)|luftalarm|luftangriff/i, 'air-raid'],
  [/shelling|artillery|артил|обстр/i, 'artillery'],
  [/unexploded|blindgänger|вибухонебезп|взрывоопасн|kampfmittel|bombenfund/i, 'unexploded-ordnance'],
  [/radiolog|radioact|nuclear|радіац|радиац|strahlung|nucléaire/i, 'radiation'],
  [/chemical|hazardous material|hazmat|toxic|хімі|химич|gefahrstoff|chimique|químic/i, 'chemical'],
  [/tsunami|цунамі|цунами/i, 'tsunami'],
  [/flash ?flood|sturzflut|crue soudaine/i, 'flash-flood'],
  [/storm ?surge|coastal|sturmflut|submersion|нагін|нагон/i, 'storm-surge'],
  [/\bdam\b.*(fail|break|burst)|dammbruch|дамб|плотин/i, 'dam-failure'],
  [
    /flood|heavy rain|starkregen|dauerregen|pluie|lluvia|ливен|злив|hochwasser|überschwemm|inond|inundac|повін|паводок|наводнен/i,
    'flood',
  ],
  [/earthquake|seism|erdbeben|séisme|sismo|terremoto|землетр/i, 'earthquake'],
  [/avalanche|lawine|лавин/i, 'avalanche'],
  [/landslide|mudslide|debris flow|erdrutsch|glissement|deslizam|зсув|оползен/i, 'landslide'],
  [/volcan|vulkan|вулкан/i, 'volcano'],
  [/wild ?fire|bush ?fire|forest ?fire|grass ?fire|waldbrand|incendie|incendio|пожеж|пожар/i, 'wildfire'],
  [/tornado|waterspout|смерч/i, 'tornado'],
  [
    /hurricane|typhoon|tropical (cyclone|storm|depression)|cyclone|cicl[oó]n|hurac[aá]n|ouragan|тайфун|ураган|циклон/i,
    'tropical-cyclone',
  ],
  [/thunder|gewitter|orage|tormenta|гроз/i, 'thunderstorm'],
  [/\bhail\b|hagel|grêle|granizo|град\b/i, 'hail'],
  [/blizzard|snow|schnee|neige|nieve|хуртовин|метел|снег|сніг/i, 'snowstorm'],
  [/\b(ice|icing|glaze|freezing rain)\b|glatteis|glätte|verglas|ожелед|голол/i, 'ice'],
  [/heat|hitze|chaleur|canicule|calor|спек|жар[аы]/i, 'extreme-heat'],
  [/cold|frost|freeze|kälte|froid|frío|мороз/i, 'extreme-cold'],
  [/wind|vindur|\bvind|gale|\bstorm\b|sturm|orkan|vent\b|tempête|viento|вітер|ветер|ветр/i, 'wind'],
]

function byWords({ event, headline = '' }: CapInfo): ThreatId | undefined {
  for (const text of [event, headline]) {
    const found = words.find(([pattern]) => pattern.test(text))
    if (found !== undefined) return found[1] as ThreatId
  }
  return undefined
}

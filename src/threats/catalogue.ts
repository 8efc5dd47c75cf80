/**
 * The dangers the product knows, as data: one entry makes a threat.
 * Event terms are those of the OASIS Event Terms List for CAP 1.2 (Committee Note 01, 2020); a threat for which the
 * list has no term of the same meaning (drone, artillery) has none. Icons are Lucide's.
 */
import { threatSpeeds } from './speeds.ts'
import type { CapCategory, Threat, ThreatId } from './threat.ts'

type Names = readonly [en: string, uk: string, ru: string]

function threat(
  id: string,
  advice: string,
  names: Names,
  category: CapCategory,
  icon: string,
  eventTerm?: `OET-${string}`,
): Threat {
  const [en, uk, ru] = names
  const speed = threatSpeeds[id]
  const known = {
    ...{ id: id as ThreatId, names: { en, uk, ru }, category, icon, advice },
    ...(speed === undefined ? {} : { speedKmPerHour: speed }),
  }
  return eventTerm === undefined ? known : { ...known, eventTerm }
}

export const threatCatalogue: readonly Threat[] = [
  // from the air
  threat('drone', 'drone', ['Drone', 'Дрон', 'Дрон'], 'Security', 'drone'),
  threat('air-raid', 'air', ['Air raid', 'Повітряний напад', 'Воздушное нападение'], 'Security', 'siren'),
  threat(
    'aircraft',
    'air',
    ['Military aircraft', 'Військова авіація', 'Военная авиация'],
    'Security',
    'plane',
  ),
  threat(
    'cruise-missile',
    'missile',
    ['Cruise missile', 'Крилата ракета', 'Крылатая ракета'],
    'Security',
    'rocket',
    'OET-129',
  ),
  threat(
    'ballistic-missile',
    'ballistic',
    ['Ballistic missile', 'Балістична ракета', 'Баллистическая ракета'],
    'Security',
    'rocket',
    'OET-129',
  ),
  threat(
    'aeroballistic-missile',
    'ballistic',
    ['Aeroballistic missile', 'Аеробалістична ракета', 'Аэробаллистическая ракета'],
    'Security',
    'rocket',
    'OET-129',
  ),
  threat(
    'guided-bomb',
    'ballistic',
    ['Guided bomb', 'Керована авіабомба', 'Управляемая авиабомба'],
    'Security',
    'bomb',
  ),
  threat(
    'rocket-artillery',
    'shelling',
    ['Rocket artillery', 'Реактивна артилерія', 'Реактивная артиллерия'],
    'Security',
    'crosshair',
  ),
  threat('artillery', 'shelling', ['Artillery fire', 'Артобстріл', 'Артобстрел'], 'Security', 'crosshair'),
  threat(
    'unexploded-ordnance',
    'unexploded',
    ['Unexploded ordnance', 'Вибухонебезпечний предмет', 'Взрывоопасный предмет'],
    'Safety',
    'bomb',
    'OET-076',
  ),
  // releases
  threat('radiation', 'radiation', ['Radiation', 'Радіація', 'Радиация'], 'CBRNE', 'radiation', 'OET-154'),
  threat(
    'chemical',
    'chemical',
    ['Hazardous chemicals', 'Небезпечні хімікати', 'Опасные химикаты'],
    'CBRNE',
    'flask-conical',
    'OET-037',
  ),
  // water
  threat('flood', 'flood', ['Flood', 'Повінь', 'Наводнение'], 'Met', 'waves', 'OET-081'),
  threat(
    'flash-flood',
    'sudden-water',
    ['Flash flood', 'Раптова повінь', 'Внезапный паводок'],
    'Met',
    'waves-arrow-up',
    'OET-079',
  ),
  threat(
    'storm-surge',
    'flood',
    ['Storm surge', 'Штормовий нагін', 'Штормовой нагон'],
    'Met',
    'waves',
    'OET-189',
  ),
  threat('tsunami', 'tsunami', ['Tsunami', 'Цунамі', 'Цунами'], 'Geo', 'waves', 'OET-203'),
  threat(
    'dam-failure',
    'sudden-water',
    ['Dam failure', 'Прорив дамби', 'Прорыв плотины'],
    'Infra',
    'dam',
    'OET-052',
  ),
  // earth
  threat(
    'earthquake',
    'earthquake',
    ['Earthquake', 'Землетрус', 'Землетрясение'],
    'Geo',
    'activity',
    'OET-068',
  ),
  threat('landslide', 'landslide', ['Landslide', 'Зсув ґрунту', 'Оползень'], 'Geo', 'mountain', 'OET-119'),
  threat(
    'avalanche',
    'avalanche',
    ['Avalanche', 'Снігова лавина', 'Снежная лавина'],
    'Geo',
    'mountain-snow',
    'OET-018',
  ),
  threat(
    'volcano',
    'volcano',
    ['Volcanic eruption', 'Виверження вулкана', 'Извержение вулкана'],
    'Geo',
    'mountain',
    'OET-209',
  ),
  // fire and weather
  threat(
    'wildfire',
    'wildfire',
    ['Wildfire', 'Природна пожежа', 'Природный пожар'],
    'Fire',
    'flame',
    'OET-217',
  ),
  threat('thunderstorm', 'storm', ['Thunderstorm', 'Гроза', 'Гроза'], 'Met', 'cloud-lightning', 'OET-194'),
  threat('hail', 'storm', ['Hail', 'Град', 'Град'], 'Met', 'cloud-hail', 'OET-095'),
  threat('wind', 'wind', ['Strong wind', 'Сильний вітер', 'Сильный ветер'], 'Met', 'wind', 'OET-218'),
  threat('tornado', 'tornado', ['Tornado', 'Смерч', 'Смерч'], 'Met', 'tornado', 'OET-196'),
  threat(
    'tropical-cyclone',
    'wind',
    ['Tropical cyclone', 'Тропічний циклон', 'Тропический циклон'],
    'Met',
    'tornado',
    'OET-051',
  ),
  threat('snowstorm', 'winter', ['Snowstorm', 'Хуртовина', 'Метель'], 'Met', 'snowflake', 'OET-183'),
  threat('ice', 'winter', ['Ice', 'Ожеледиця', 'Гололёд'], 'Met', 'snowflake', 'OET-107'),
  threat(
    'extreme-heat',
    'heat',
    ['Extreme heat', 'Сильна спека', 'Сильная жара'],
    'Met',
    'thermometer-sun',
    'OET-098',
  ),
  threat(
    'extreme-cold',
    'cold',
    ['Extreme cold', 'Сильний мороз', 'Сильный мороз'],
    'Met',
    'thermometer-snowflake',
    'OET-043',
  ),
  // what nobody foresaw
  threat('other', 'other', ['Danger', 'Небезпека', 'Опасность'], 'Other', 'triangle-alert', 'OET-000'),
]

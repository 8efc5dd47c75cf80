/** The ladders shipped with the product, as data: the steps by which an authority says how bad it is. */
import type { InLanguages } from '#base'
import type { Ladder, LadderId, Level, LevelId, ThreatId } from './threat.ts'

/** Gives the steps, listed from the lowest, their heights from 1. */
function ladder(
  id: string,
  rest: Omit<Ladder, 'id' | 'levels'>,
  levels: readonly (Omit<Level, 'id' | 'height'> & { readonly id: string })[],
): Ladder {
  return {
    id: id as LadderId,
    ...rest,
    levels: levels.map((level, below) => ({ ...level, id: level.id as LevelId, height: below + 1 })),
  }
}

function said(en: string, uk: string, ru: string): InLanguages<string> {
  return { en, uk, ru }
}

const ids = (...names: string[]) => names as ThreatId[]

/** Lipetsk Oblast: yellow tells people to be ready and is silent, red sounds the sirens. */
const lipetsk = ladder(
  'lipetsk',
  {
    names: said('Lipetsk Oblast', 'Липецька область', 'Липецкая область'),
    speaks: 'the-danger',
    knownBy: 'colour',
    threats: ids('drone'),
  },
  [
    {
      id: 'yellow',
      names: said('Air danger', 'Повітряна небезпека', 'Воздушная опасность'),
      gravity: 'advisory',
      colour: 'yellow',
      severity: 'Moderate',
      urgency: 'Expected',
      certainty: 'Possible',
    },
    {
      id: 'red',
      names: said('Drone attack threat', 'Загроза атаки дронів', 'Угроза атаки дронов'),
      gravity: 'danger',
      colour: 'red',
      // Russian sirens have one sound, “Attention everybody”; what it is about comes in words.
      siren: 'attention',
      severity: 'Extreme',
      urgency: 'Immediate',
      certainty: 'Likely',
    },
  ],
)

/** Ukraine: an alert is on or off. The names are those the national apps use for each kind. */
const ukraine = ladder(
  'ukraine',
  {
    names: said('Ukraine', 'Україна', 'Украина'),
    speaks: 'the-danger',
    threats: ids(
      'air-raid',
      'drone',
      'aircraft',
      'cruise-missile',
      'ballistic-missile',
      'aeroballistic-missile',
      'guided-bomb',
      'rocket-artillery',
      'artillery',
      'chemical',
      'radiation',
    ),
  },
  [
    {
      id: 'alert',
      names: said('Air raid alert', 'Повітряна тривога', 'Воздушная тревога'),
      namesFor: {
        'rocket-artillery': said('Shelling threat', 'Загроза артобстрілу', 'Угроза артобстрела'),
        artillery: said('Shelling threat', 'Загроза артобстрілу', 'Угроза артобстрела'),
        chemical: said('Chemical threat', 'Хімічна загроза', 'Химическая угроза'),
        radiation: said('Radiation threat', 'Радіаційна загроза', 'Радиационная угроза'),
      },
      gravity: 'danger',
      colour: 'red',
      siren: 'attention',
      severity: 'Severe',
      urgency: 'Immediate',
      certainty: 'Likely',
    },
  ],
)

/**
 * EU-Alert (ETSI TS 102 900), of which level 1 is the highest: cell-broadcast message identifiers 6400 (info),
 * 4396, 4373–4378, 4371–4372 and 4370 (3GPP TS 23.041 §9.4.1.2.2). EU-Amber (4379) is no step of it: it asks people to
 * look for a missing child and says nothing of how bad a danger is.
 */
const euAlert = ladder(
  'eu-alert',
  { names: said('EU-Alert', 'EU-Alert', 'EU-Alert'), speaks: 'the-degree' },
  [
    {
      id: 'info',
      names: said('Information', 'Інформація', 'Информация'),
      gravity: 'advisory',
      colour: 'neutral',
      severity: 'Minor',
      urgency: 'Future',
      certainty: 'Possible',
    },
    {
      id: 'level-4',
      names: said('Safety advice', 'Порада з безпеки', 'Совет по безопасности'),
      gravity: 'advisory',
      colour: 'yellow',
      severity: 'Moderate',
      urgency: 'Expected',
      certainty: 'Possible',
    },
    {
      id: 'level-3',
      names: said('Severe alert', 'Серйозна небезпека', 'Серьёзная опасность'),
      gravity: 'danger',
      colour: 'orange',
      siren: 'attention',
      severity: 'Severe',
      urgency: 'Expected',
      certainty: 'Likely',
    },
    {
      id: 'level-2',
      names: said('Extreme alert', 'Надзвичайна небезпека', 'Чрезвычайная опасность'),
      gravity: 'danger',
      colour: 'red',
      siren: 'danger',
      severity: 'Extreme',
      urgency: 'Immediate',
      certainty: 'Likely',
    },
    {
      id: 'level-1',
      names: said('Emergency alert', 'Найвища небезпека', 'Высшая опасность'),
      gravity: 'danger',
      colour: 'purple',
      siren: 'danger',
      severity: 'Extreme',
      urgency: 'Immediate',
      certainty: 'Observed',
    },
  ],
)

/** For any danger: be aware, get ready, act now. Colours, because “watch” and “warning” are mixed up by those who hear them. */
const allHazards = ladder(
  'all-hazards',
  { names: said('All hazards', 'Усі небезпеки', 'Все опасности'), speaks: 'the-degree' },
  [
    {
      id: 'advice',
      names: said('Yellow level', 'Жовтий рівень', 'Жёлтый уровень'),
      gravity: 'advisory',
      colour: 'yellow',
      severity: 'Minor',
      urgency: 'Future',
      certainty: 'Possible',
    },
    {
      id: 'watch',
      names: said('Orange level', 'Помаранчевий рівень', 'Оранжевый уровень'),
      gravity: 'advisory',
      colour: 'orange',
      siren: 'attention',
      severity: 'Moderate',
      urgency: 'Expected',
      certainty: 'Likely',
    },
    {
      id: 'warning',
      names: said('Red level', 'Червоний рівень', 'Красный уровень'),
      gravity: 'danger',
      colour: 'red',
      siren: 'danger',
      severity: 'Severe',
      urgency: 'Immediate',
      certainty: 'Likely',
    },
  ],
)

export const shippedLadders: readonly Ladder[] = [lipetsk, ukraine, euAlert, allHazards]

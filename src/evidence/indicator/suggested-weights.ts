/**
 * What each sign may weigh, and how fast it fades, before a person has judged the case. No statistics stand behind them: they say
 * which sign tells more than which, with wide bounds, so that nobody begins with an empty field.
 */
import type { Estimate } from './assessment.ts'
import type { SignType } from './indicator.ts'

export interface SuggestedWeight {
  readonly sign: SignType
  /** For the danger; a sign against it weighs one over this. */
  readonly ratio: Estimate
  readonly halfLifeDays: number | null
}

type Row = readonly [SignType, low: number, likely: number, high: number, halfLifeDays: number | null]

const rows: readonly Row[] = [
  // What cannot be undone soon, hours to days before.
  ['drone_launches', 4, 8, 15, 0.5],
  ['bomber_loading', 3, 6, 12, 2],
  ['bomber_movement', 1.5, 3, 6, 3],
  ['communications_activity', 1.3, 2.5, 5, 2],
  ['airspace_closure', 1.1, 1.8, 4, 3],
  ['naval_deployment', 1.2, 2, 4, 5],
  ['initial_strike', 1.5, 3, 6, 3],
  // Days to weeks.
  ['missile_transport', 1.5, 3, 6, 14],
  ['aviation_deployment', 1.2, 2, 4, 14],
  ['force_regrouping', 1.1, 1.7, 3, 10],
  ['reconnaissance', 1.3, 2.2, 4, 14],
  ['recruitment_of_spotters', 1.2, 2, 4, 30],
  ['rehearsal_strike', 1.2, 2, 4, 21],
  ['pause_in_strikes', 1.1, 1.8, 3.5, 14],
  ['air_defence_exhaustion', 1.1, 1.8, 3, 14],
  ['satellite_imagery', 1.3, 2.5, 5, 14],
  ['intelligence_warning', 1.5, 3, 6, 10],
  ['embassy_closure', 1.5, 3, 6, 7],
  ['retaliation_trigger', 1.3, 2.2, 4, 10],
  ['planning_time', 1.1, 1.5, 3, 21],
  ['exercise', 0.9, 1.3, 2.5, 10],
  ['intensity_trend', 1.1, 1.6, 3, 21],
  // Weeks to months; they say that it can be done, hardly that it will.
  ['stockpiling', 1.3, 2, 4, 45],
  ['production', 1.1, 1.4, 2.5, 120],
  ['launch_capacity', 1.1, 1.5, 3, 60],
  ['prior_pattern', 1.1, 1.5, 2.5, null],
  ['season_winter', 1.1, 1.5, 2.5, null],
  // What is said weighs less than what is done.
  ['weather', 1.1, 1.4, 2.5, 3],
  ['rhetoric', 1, 1.3, 2, 7],
  ['information_operation', 1, 1.3, 2.2, 7],
  ['denial_of_threat', 1.05, 1.3, 2.5, 7],
  // Dangers that nobody sends.
  ['forecast', 2, 5, 12, 2],
  ['river_rising', 2, 4, 10, 2],
  ['reservoir_full', 1.3, 2.5, 6, 14],
  ['heavy_rain', 1.5, 3, 7, 2],
  ['snow_melt', 1.2, 2, 4, 7],
  ['ground_movement', 2, 5, 12, 5],
  ['fire_weather', 1.5, 3, 7, 3],
  ['dam_defect', 3, 7, 15, 30],
]

export const suggestedWeights: readonly SuggestedWeight[] = rows.map(
  ([sign, low, likely, high, halfLifeDays]) => ({ sign, ratio: { low, likely, high }, halfLifeDays }),
)

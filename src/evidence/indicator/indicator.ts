/** Signs in a text that something is coming or is not: each with its exact words, and who would do it to whom as far as the text says. */
import type { TextDoubt } from '../doubt/doubt.ts'
import type { Quote } from '../text/quote.ts'
import type { TextLanguage } from '../text/text-language.ts'

export const indicatorTypes = [
  'intelligence_warning',
  'satellite_imagery',
  'reconnaissance',
  'recruitment_of_spotters',
  'stockpiling',
  'production',
  'missile_transport',
  'bomber_movement',
  'bomber_loading',
  'naval_deployment',
  'aviation_deployment',
  'force_regrouping',
  'communications_activity',
  'drone_launches',
  'launch_capacity',
  'rehearsal_strike',
  'initial_strike',
  'exercise',
  'airspace_closure',
  'air_defence_exhaustion',
  'pause_in_strikes',
  'intensity_trend',
  'prior_pattern',
  'planning_time',
  'season_winter',
  'weather',
  'retaliation_trigger',
  'rhetoric',
  'embassy_closure',
  'information_operation',
  'denial_of_threat',
] as const
export type IndicatorType = (typeof indicatorTypes)[number]

/** Signs of dangers that nobody sends: the same reading, in a vocabulary of its own. */
export const naturalSignTypes = [
  'forecast',
  'river_rising',
  'reservoir_full',
  'heavy_rain',
  'snow_melt',
  'ground_movement',
  'fire_weather',
  'dam_defect',
] as const
export type NaturalSignType = (typeof naturalSignTypes)[number]
export type SignType = IndicatorType | NaturalSignType

/** `+` it speaks for the danger, `-` against it. */
export type Sign = '+' | '-'

export interface Indicator {
  readonly type: SignType
  readonly sign: Sign
  readonly quote: Quote
}

/** A doubt of the text’s own, or one about who would strike whom. */
export interface IndicatorDoubt extends Omit<TextDoubt, 'code'> {
  readonly code:
    | TextDoubt['code']
    | 'indicator-actor-unclear'
    | 'indicator-speculative'
    | 'indicator-unsourced'
    | 'indicator-reasons-missing'
    | 'indicator-actor-inferred'
    | 'indicator-target-inferred'
}

export interface IndicatorReading {
  readonly language: TextLanguage
  /** Whether the text tells of what is to come, or of what has happened. */
  readonly timing: 'before' | 'after'
  /** `no`: signs are mentioned, but nobody argues that something is coming. */
  readonly argues: 'yes' | 'no'
  /** Who would do it, in English for parties to a war; null where the text does not say, or says it both ways. */
  readonly actor: string | null
  readonly target: string | null
  /** Who says so, as the text names them; null: the author, or somebody unnamed. */
  readonly speaker: string | null
  /** In how long, as written. */
  readonly horizon: string | null
  /** The day of the text or of what it tells, as written. */
  readonly date: string | null
  /** In the order of the text. */
  readonly indicators: readonly Indicator[]
  readonly doubts: readonly IndicatorDoubt[]
}

/**
 * The grammar of signs, the same for every language: which kinds of words stand together in one sentence, and what that is a sign
 * of. Each rule reads as a sentence: “stockpiling: somebody accumulates missiles, drones or munitions”.
 * Long because a grammar is read as one list.
 */
import type { NaturalSignType, Sign, SignType } from './indicator.ts'
import type { WordKind } from './words/sign-words.ts'

export interface SignRule {
  readonly type: SignType
  readonly sign: Sign
  /** One of each, within `reach` words of each other. */
  readonly needs: readonly (readonly WordKind[])[]
  /** One of these in its sentence or the one before. */
  readonly near?: readonly WordKind[]
  /** None of these in the sentence. */
  readonly without?: readonly WordKind[]
  readonly reach?: number
  /**
   * What a “not” beside its words does: `turns` the sign round, `same` where the rule has its own “not” or it says nothing, `drops`
   * where nothing is left to say.
   */
  readonly negated?: 'turns' | 'same' | 'drops'
  /** Only in a text that is of what may come, not of what has been. */
  readonly only?: 'before' | 'any'
  /** “The service warns: …” goes on behind the colon. */
  readonly over?: 'colon'
}

const weapons = ['missile', 'drone', 'munition'] as const
const strikes = ['attack', 'wave'] as const
/** What there may be no signs of. */
const coming = ['attack', 'wave', 'prepares', 'deploy', 'regroup', 'troops', 'launch', 'mass'] as const
/** Without one of these, what is laid up or rehearsed is something else. */
const arms = ['missile', 'drone', 'munition', 'bomber', 'carrier', 'aircraft', 'troops'] as const
const carriers = ['bomber', 'carrier'] as const

function rule(
  type: SignType,
  sign: Sign,
  needs: readonly (WordKind | readonly WordKind[])[],
  more: Omit<SignRule, 'type' | 'sign' | 'needs'> = {},
): SignRule {
  return { type, sign, needs: needs.map((one) => (typeof one === 'string' ? [one] : one)), ...more }
}

export const strikeGrammar: readonly SignRule[] = [
  rule('intelligence_warning', '+', ['intelligence', 'warn', [...strikes, 'prepares']], {
    over: 'colon',
    reach: 16,
    negated: 'same',
  }),
  rule('intelligence_warning', '+', ['intelligence', 'knows', 'prepares', [...strikes]], {
    over: 'colon',
    reach: 18,
    negated: 'drops',
  }),
  rule('satellite_imagery', '+', ['satellite', 'imagery'], { reach: 4, negated: 'same' }),
  rule('recruitment_of_spotters', '+', ['recruit', ['spotter', 'agent']], { reach: 8 }),
  rule('recruitment_of_spotters', '+', ['spotter', 'site'], { reach: 8, negated: 'drops' }),
  rule('reconnaissance', '+', ['reconnoitre', ['airborne', 'fly']], {
    reach: 5,
    without: ['spotter', 'recruit', 'bomber'],
  }),
  rule(
    'reconnaissance',
    '+',
    ['reconnoitre', ['site', 'energy', 'drone', 'aircraft', 'airspace', 'airDefence']],
    {
      reach: 20,
      without: ['spotter', 'recruit'],
    },
  ),
  rule('stockpiling', '-', ['stock', 'not', 'restore'], { reach: 9, negated: 'same' }),
  rule('stockpiling', '-', ['stock', 'deplete', [...weapons]], { reach: 9, negated: 'turns' }),
  rule('stockpiling', '-', [[...weapons], 'deplete'], {
    reach: 5,
    without: ['airDefence'],
    negated: 'turns',
  }),
  rule('stockpiling', '+', ['accumulate', [...weapons]], { reach: 8, without: ['troops'] }),
  rule('stockpiling', '+', ['accumulate', [...weapons], 'troops'], { reach: 8, without: ['regroup'] }),
  rule('stockpiling', '+', ['accumulate', 'stock'], { reach: 6, near: arms, without: ['peaceful'] }),
  rule('stockpiling', '+', ['stock', [...weapons], ['increase', 'restore']], { reach: 8 }),
  rule('production', '-', ['produce', [...weapons], ['close', 'deplete', 'decrease']], {
    reach: 10,
    negated: 'turns',
  }),
  rule('production', '+', ['produce', [...weapons]], { reach: 9, negated: 'turns', without: ['accumulate'] }),
  rule(
    'missile_transport',
    '+',
    ['deliver', ['missile', 'munition'], ['transporter', 'airfield', 'stock', 'launcher']],
    {
      reach: 14,
      without: ['bomber'],
    },
  ),
  rule('missile_transport', '+', ['transporter', 'missile'], { reach: 12, without: ['attack'] }),
  rule('bomber_loading', '+', ['load', ['missile', 'munition'], [...carriers, 'aircraft']], {
    reach: 14,
    without: ['ship'],
  }),
  rule('bomber_loading', '+', ['load', ['missile', 'munition'], 'ofThem'], {
    reach: 10,
    negated: 'drops',
    without: ['ship'],
    near: [...carriers, 'aircraft'],
  }),
  rule('bomber_movement', '-', [[...carriers], 'fly', 'away'], {
    reach: 14,
    negated: 'drops',
    without: ['ship'],
  }),
  rule('bomber_movement', '-', [[...carriers], 'flyAway', 'away'], {
    reach: 14,
    negated: 'drops',
    without: ['ship'],
  }),
  rule('bomber_movement', '-', [[...carriers], 'flyAway', 'airfield'], {
    reach: 10,
    negated: 'drops',
    without: ['ship', 'fly'],
  }),
  rule('bomber_movement', '-', ['none', [...carriers], ['fly', 'airborne']], {
    reach: 8,
    negated: 'same',
    without: ['ship'],
  }),
  rule('bomber_movement', '+', [[...carriers], 'fly'], {
    reach: 9,
    without: ['ship', 'flyAway', 'away', 'none', 'hinder'],
  }),
  rule('bomber_movement', '+', ['bomber', 'fly', 'flyAway'], { reach: 9, without: ['ship', 'away', 'none'] }),
  rule('bomber_movement', '+', ['airfield', 'lively'], { reach: 6 }),
  rule('bomber_movement', '+', ['bomber', 'lively'], { reach: 5, without: ['comms', 'fly'] }),
  rule('naval_deployment', '-', ['ship', 'inPort'], { reach: 9, negated: 'turns', without: ['putToSea'] }),
  rule('naval_deployment', '-', ['carrier', 'inPort'], {
    reach: 6,
    negated: 'turns',
    without: ['putToSea', 'bomber', 'aircraft'],
  }),
  rule('naval_deployment', '-', ['none', ['carrier', 'ship'], 'putToSea'], {
    reach: 12,
    negated: 'same',
    without: ['bomber', 'aircraft'],
  }),
  rule('naval_deployment', '+', ['ship', 'putToSea'], { reach: 9, without: ['none'] }),
  rule('naval_deployment', '+', ['carrier', 'putToSea'], {
    reach: 8,
    without: ['none', 'bomber', 'aircraft', 'airfield'],
  }),
  rule('naval_deployment', '+', ['ofThem', ['carrier', 'ship']], {
    reach: 5,
    negated: 'drops',
    without: ['bomber', 'aircraft', 'inPort'],
  }),
  rule('aviation_deployment', '-', ['aircraft', ['withdrawn', 'flyAway'], 'away'], {
    reach: 12,
    negated: 'drops',
    without: ['bomber'],
  }),
  rule('aviation_deployment', '-', ['aircraft', 'withdrawn'], {
    reach: 8,
    negated: 'drops',
    without: ['bomber', 'rescue', 'outcome'],
  }),
  rule('aviation_deployment', '+', ['aircraft', 'deploy'], {
    reach: 8,
    without: ['withdrawn', 'bomber', 'deliver', 'missile', 'away'],
  }),
  rule('aviation_deployment', '+', ['aircraft', 'deploy', 'airfield'], {
    reach: 10,
    without: ['withdrawn', 'bomber', 'away'],
  }),
  rule('force_regrouping', '+', ['troops', 'regroup'], { reach: 6, without: ['bomber', 'energy'] }),
  rule('communications_activity', '+', ['comms', ['lively', 'goesOn']], { reach: 10 }),
  rule('communications_activity', '+', ['bomber', 'comms'], { reach: 8, without: ['outcome'] }),
  rule('drone_launches', '-', ['none', 'drone', ['airborne', 'launch']], { reach: 8, negated: 'same' }),
  rule('drone_launches', '+', ['drone', 'airborne'], { reach: 11, without: ['none'] }),
  rule('drone_launches', '+', ['drone', 'launch', 'now'], {
    reach: 9,
    without: ['none', 'outcome', 'rehearse', 'pause'],
  }),
  rule('launch_capacity', '+', ['canLaunch', [...weapons], 'number'], { reach: 10 }),
  rule('launch_capacity', '+', ['salvo', 'number', [...weapons]], { reach: 9 }),
  rule('launch_capacity', '+', ['launcher', ['increase', 'deploy', 'produce']], { reach: 8 }),
  rule('rehearsal_strike', '+', ['rehearse'], {
    negated: 'drops',
    without: ['exercise', 'peaceful'],
    near: [...arms, ...strikes, 'airDefence', 'energy', 'outcome', 'mass'],
  }),
  rule('initial_strike', '+', ['first', 'wave'], { reach: 2, negated: 'drops' }),
  rule('initial_strike', '+', ['begin', 'campaign'], { reach: 4, negated: 'drops', without: ['winter'] }),
  rule('initial_strike', '+', ['begin', 'mass', 'attack'], {
    reach: 5,
    negated: 'drops',
    only: 'before',
    without: ['may', 'prepares'],
  }),
  rule('exercise', '-', ['exercise', 'military', 'callOff'], {
    reach: 9,
    negated: 'turns',
    without: ['held'],
  }),
  rule('exercise', '+', ['exercise', ['held', 'military']], {
    reach: 9,
    negated: 'drops',
    without: ['rescue'],
  }),
  rule('airspace_closure', '-', ['airspace', 'reopen'], { reach: 8, negated: 'drops', without: ['close'] }),
  rule('airspace_closure', '+', ['airspace', 'close'], { reach: 7 }),
  rule('air_defence_exhaustion', '+', ['airDefence', 'exhaust'], { reach: 9, negated: 'drops' }),
  rule('pause_in_strikes', '+', ['pause', [...strikes, ...weapons]], { reach: 9, negated: 'drops' }),
  rule('pause_in_strikes', '+', ['not', 'notFired', [...weapons, 'attack', 'mass'], 'duration'], {
    reach: 16,
    negated: 'same',
  }),
  rule('pause_in_strikes', '+', ['rarer', [...strikes, ...weapons]], { reach: 9, negated: 'drops' }),
  rule('intensity_trend', '-', ['decrease', [...strikes]], {
    reach: 8,
    negated: 'turns',
    without: ['stock', 'produce', 'airDefence'],
  }),
  rule('intensity_trend', '-', ['decrease', ['drone', 'missile'], ['launch', 'alone', 'month']], {
    reach: 9,
    negated: 'turns',
    without: ['stock', 'produce', 'airDefence'],
  }),
  rule('intensity_trend', '+', ['increase', [...strikes]], {
    reach: 8,
    without: ['decrease', 'stock', 'produce'],
  }),
  rule('intensity_trend', '+', ['increase', ['drone', 'missile'], ['launch', 'alone', 'month']], {
    reach: 9,
    without: ['produce', 'stock', 'decrease'],
  }),
  rule('intensity_trend', '+', ['alone', 'number', ['drone', 'missile', 'attack']], {
    reach: 12,
    negated: 'same',
    without: ['canLaunch', 'produce', 'stock'],
  }),
  rule('prior_pattern', '+', ['lastYear', [...strikes, ...weapons]], { reach: 12, negated: 'drops' }),
  rule('prior_pattern', '+', ['usually', [...strikes]], { reach: 7, negated: 'drops' }),
  rule('prior_pattern', '+', ['mass', 'attack', 'ordinal'], {
    reach: 6,
    negated: 'drops',
    without: ['wave'],
  }),
  rule('planning_time', '+', ['duration', 'prepares', ['attack', 'operation']], {
    reach: 14,
    without: ['expected', 'now', 'soon', 'may'],
  }),
  rule('season_winter', '+', ['winter', ['campaign', ...strikes, 'energy', 'ahead']], {
    reach: 7,
    negated: 'same',
    without: ['lastYear'],
  }),
  rule('weather', '+', ['goodWeather', ['attack', 'favour', ...weapons, 'aircraft']], {
    reach: 10,
    negated: 'turns',
  }),
  rule('weather', '+', ['badWeather', 'favour', [...strikes, ...weapons]], { reach: 10, negated: 'turns' }),
  rule('weather', '-', ['badWeather', 'hinder'], { reach: 8, negated: 'same', without: ['favour'] }),
  rule('retaliation_trigger', '+', ['retaliate', [...strikes, 'strikeVerb', 'threaten', 'energy']], {
    reach: 10,
    negated: 'drops',
  }),
  rule('rhetoric', '+', ['threaten', [...strikes, 'strikeVerb', ...weapons]], {
    reach: 9,
    without: ['retaliate'],
  }),
  rule('embassy_closure', '+', ['embassy', ['leave', 'close', 'warn']], { reach: 10 }),
  rule('information_operation', '-', ['infoOperation', 'frighten'], { reach: 9, negated: 'same' }),
  rule('information_operation', '+', ['infoOperation'], {
    negated: 'drops',
    without: ['frighten', 'institution'],
  }),
  rule('denial_of_threat', '-', ['deny'], { negated: 'same' }),
  rule('denial_of_threat', '-', ['noSigns', [...coming, 'danger']], { reach: 10, negated: 'same' }),
  rule('denial_of_threat', '-', ['signs', 'not', [...coming, 'danger']], {
    reach: 9,
    negated: 'same',
    without: ['exhaust'],
  }),
  rule('denial_of_threat', '-', ['danger', 'not', 'bears'], { reach: 14, negated: 'same' }),
  rule('denial_of_threat', '-', ['danger', 'none'], { reach: 6, negated: 'same', without: ['mass'] }),
  rule('denial_of_threat', '-', ['chance', 'slight', [...strikes, 'danger']], { reach: 8, negated: 'turns' }),
  rule('denial_of_threat', '-', ['unlikely', [...strikes, 'danger']], {
    reach: 8,
    negated: 'same',
    without: ['pause'],
  }),
]

function natural(
  type: NaturalSignType,
  needs: readonly (WordKind | readonly WordKind[])[],
  reach: number,
): SignRule {
  return rule(type, '+', needs, { reach })
}

/** Dangers that nobody sends; read where a text speaks of them and of no weapon. */
export const naturalGrammar: readonly SignRule[] = [
  natural(
    'forecast',
    ['forecast', ['rain', 'rise', 'snow', 'fireWeather', 'natural', 'badWeather', 'heavy', 'melt']],
    12,
  ),
  natural('reservoir_full', ['reservoir', 'full'], 9),
  natural('dam_defect', ['dam', 'defect'], 7),
  natural('river_rising', ['river', 'rise'], 8),
  natural('heavy_rain', ['rain', 'heavy'], 6),
  natural('snow_melt', ['snow', 'melt'], 6),
  natural('ground_movement', ['ground', 'crack'], 7),
  natural('fire_weather', ['fireWeather'], 1),
]

/** English: a written assessment. */
import type { AssessmentWords } from './assessment-words.ts'

export const en: AssessmentWords = {
  likelihoods: {
    'almost-no-chance': 'almost no chance',
    'very-unlikely': 'very unlikely',
    unlikely: 'unlikely',
    'roughly-even-chance': 'roughly even chance',
    likely: 'likely',
    'very-likely': 'very likely',
    'almost-certain': 'almost certain',
  },
  headings: {
    judgements: 'Key judgements',
    restsOn: 'What it rests on',
    against: 'What speaks against it',
    doubts: 'Doubts',
    wouldChange: 'What would change it',
    sum: 'The sum',
  },
  asOf: 'As of {at}',
  judgement:
    '{Words} ({from}–{to} %): {hypothesis}. Reckoned {likely} %, with the weights’ own uncertainty {low} to {high} %.',
  judgementOfOne: '{Words} ({from}–{to} %): {hypothesis}. Reckoned {likely} %.',
  horizon: 'This is about {days, plural, one {# day} other {# days}} from {at}.',
  before: 'A week earlier it was {percent} % ({words}).',
  grounds:
    'It rests on {pieces, plural, one {# piece} other {# pieces}} of evidence from {families, plural, one {# family} other {# families}} of sources.',
  leastContradicted: 'Least contradicted by the evidence: {hypotheses}.',
  notFirst: 'Another explanation is contradicted less than this one.',
  notAllCompared: 'Not every explanation is compared: some evidence was not judged against it.',
  proposed: 'Proposed to a person, and not done: the watch from {from} to {to}.',
  noStep: 'no step',
  nothing: 'Nothing.',
  weight: 'weight {ratio} ({low} to {high}), {age, plural, one {# day} other {# days}} old',
  copies:
    'Counted once: {count, plural, one {# copy or dependent sign} other {# copies or dependent signs}} left out.',
  warnings: {
    'no-evidence': 'There is no evidence yet: this is only what was thought before.',
    'one-family': 'All of it goes back to one family of sources.',
    'nothing-against': 'Nothing that speaks against it was put in: was it looked for?',
    'all-faded': 'All evidence is old: each piece counts less than a quarter of its weight.',
    'held-at-bound': 'The sum went beyond what anybody may claim to know, and is held at the bound.',
    'wide-range': 'The weights are so uncertain that the range says little.',
    'no-rivals': 'No other explanation was put beside it.',
  },
  openCells: '{count, plural, one {# cell of the matrix is} other {# cells of the matrix are}} not judged.',
  moreDoubts:
    '{count, plural, one {# more doubt stands} other {# more doubts stand}} with the texts themselves.',
  without: 'Without “{says}” it would be {percent} % ({words}).',
  turnsRanking: 'Without “{says}” another explanation would be the least contradicted.',
  fades: 'If nothing new comes, it is {percent} % ({words}) in {days, plural, one {# day} other {# days}}.',
  crosses: 'From {percent} % on, the step “{step}” is proposed.',
  prior: '{percent} % before the evidence: odds {probability} / {rest} = {odds}',
  times: '× {ratio} ^ {decay} = × {factor} → {odds}: {says}',
  posterior: '{odds} / (1 + {odds}) = {percent} %',
}

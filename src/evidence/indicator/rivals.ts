/**
 * The matrix of competing hypotheses: every piece of evidence against every explanation, the least inconsistent first. After
 * R. Heuer, Psychology of Intelligence Analysis (1999), chapter 8: what counts is what speaks against, not what fits.
 */
import type { Instant } from '#base'
import type { Assessment, Consistency, Evidence, Hypothesis } from './assessment.ts'
import { countedAt } from './weighing.ts'

export interface MatrixCell {
  readonly hypothesis: string
  /** Null: nobody has judged it. */
  readonly consistency: Consistency | null
  /** `by-weight` follows from the ratio where no person judged. */
  readonly from: 'judged' | 'by-weight' | 'nobody'
}

export interface MatrixRow {
  readonly evidence: string
  readonly cells: readonly MatrixCell[]
  /** From 0, it fits all alike and decides nothing, to 1. */
  readonly diagnosticity: number
  /** What the order of the hypotheses would be without it. */
  readonly without: 'another-first' | 'another-order' | 'same-order'
}

export interface RankedHypothesis {
  readonly hypothesis: string
  /** 1 for each inconsistent piece of evidence, 2 for each very inconsistent one. */
  readonly inconsistency: number
  /** Null until every piece was judged against it: what nobody held against it is no sign that it is right. */
  readonly rank: number | null
}

export interface Matrix {
  /** The most telling first. */
  readonly rows: readonly MatrixRow[]
  /** The least inconsistent first, equals sharing a rank; those that are not judged throughout stand behind them without one. */
  readonly ranking: readonly RankedHypothesis[]
  /** How many cells nobody has judged. */
  readonly open: number
}

const scale: { readonly [consistency in Consistency]: number } = {
  'very-consistent': 2,
  consistent: 1,
  neutral: 0,
  'not-applicable': 0,
  inconsistent: -1,
  'very-inconsistent': -2,
}

/** Of the evidence that counts at that moment: copies would outvote the rest. */
export function matrixOf(
  assessment: Pick<Assessment, 'hypothesis' | 'rivals' | 'evidence'>,
  at: Instant,
): Matrix {
  const hypotheses = [assessment.hypothesis, ...assessment.rivals]
  const items = countedAt(assessment.evidence, at).counted.map(({ item }) => item)
  const cellsOf = new Map(items.map((item) => [item, hypotheses.map((one) => cellOf(item, one, assessment))]))
  const rankWithout = (left?: Evidence) =>
    rank(
      hypotheses,
      items.flatMap((item) => (item === left ? [] : [cellsOf.get(item)!])),
    )
  const ranking = rankWithout()
  const rows = items.map((item): MatrixRow => {
    const cells = cellsOf.get(item)!
    return {
      evidence: item.id,
      cells,
      diagnosticity: diagnosticityOf(cells),
      without: turned(ranking, rankWithout(item)),
    }
  })
  rows.sort((a, b) => b.diagnosticity - a.diagnosticity)
  const open = rows.flatMap(({ cells }) => cells).filter(({ from }) => from === 'nobody').length
  return { rows, ranking, open }
}

function cellOf(
  item: Evidence,
  { id }: Hypothesis,
  { hypothesis }: Pick<Assessment, 'hypothesis'>,
): MatrixCell {
  const judged = item.consistency[id]
  if (judged !== undefined) return { hypothesis: id, consistency: judged, from: 'judged' }
  if (id !== hypothesis.id) return { hypothesis: id, consistency: null, from: 'nobody' }
  return { hypothesis: id, consistency: byWeight(item.ratio.likely), from: 'by-weight' }
}

/** Under 1.2 times to either side hardly tells; over 3 times tells much. */
function byWeight(ratio: number): Consistency {
  if (ratio >= 3) return 'very-consistent'
  if (ratio >= 1.2) return 'consistent'
  if (ratio > 1 / 1.2) return 'neutral'
  return ratio > 1 / 3 ? 'inconsistent' : 'very-inconsistent'
}

function diagnosticityOf(cells: readonly MatrixCell[]): number {
  const values = cells.flatMap(({ consistency }) => (consistency === null ? [] : [scale[consistency]]))
  return values.length < 2 ? 0 : (Math.max(...values) - Math.min(...values)) / 4
}

function rank(
  hypotheses: readonly Hypothesis[],
  rows: readonly (readonly MatrixCell[])[],
): RankedHypothesis[] {
  const scored = hypotheses.map(({ id }, i) => {
    const judged = rows.flatMap((cells) => cells[i]!.consistency ?? [])
    const inconsistency = judged.reduce((sum, one) => sum + Math.max(0, -scale[one]), 0)
    return { hypothesis: id, inconsistency, judged: judged.length === rows.length ? 1 : 0 }
  })
  scored.sort((a, b) => b.judged - a.judged || a.inconsistency - b.inconsistency)
  const isJudged = (one: (typeof scored)[number]) => one.judged === 1
  const plain = (all: typeof scored) =>
    all.map(({ hypothesis, inconsistency }) => ({ hypothesis, inconsistency, rank: null }))
  return [...reranked(plain(scored.filter(isJudged))), ...plain(scored.filter((one) => !isJudged(one)))]
}

/** Equals share the first place that one of them has. */
function reranked(ordered: readonly RankedHypothesis[]): RankedHypothesis[] {
  return ordered.map((one) => ({
    ...one,
    rank: 1 + ordered.findIndex(({ inconsistency }) => inconsistency === one.inconsistency),
  }))
}

/** Of those alone that stand in the order now: one that is judged against all but this piece is not turned by it. */
function turned(
  ranking: readonly RankedHypothesis[],
  rankingWithout: readonly RankedHypothesis[],
): MatrixRow['without'] {
  const all = ranking.filter(({ rank: at }) => at !== null)
  const known = new Set(all.map(({ hypothesis }) => hypothesis))
  const without = reranked(rankingWithout.filter(({ hypothesis }) => known.has(hypothesis)))
  const first = (ranking: readonly RankedHypothesis[]) =>
    ranking
      .flatMap(({ rank: at, hypothesis }) => (at === 1 ? [hypothesis] : []))
      .toSorted()
      .join(' ')
  const order = (ranking: readonly RankedHypothesis[]) =>
    ranking
      .map(({ rank: at, hypothesis }) => `${at} ${hypothesis}`)
      .toSorted()
      .join(' ')
  if (first(all) !== first(without)) return 'another-first'
  return order(all) === order(without) ? 'same-order' : 'another-order'
}

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { alertProblems, wordingProblems } from '#alerts'
import { areaProblems } from '#areas'
import { baseProblems, refuse } from '#base'
import { capProblems } from '#cap'
import { plainProblem, problemTables } from '#channels'
import { caseProblems } from '#cases'
import { damageProblems, formProblems } from '#damage'
import { deliveryProblems } from '#delivery'
import { fpasProblems } from '#dialects'
import { drillProblems } from '#drills'
import { assessmentProblems, evidenceDeskProblems, takingProblems } from '#evidence'
import { exchangeProblems, intakeProblems } from '#exchange'
import { ledgerProblems } from '#ledger'
import { peopleProblemTables } from '#people'
import { residentReportProblems } from '#reports'
import { callOutProblems, protocolProblems, teamProblems } from '#response'
import { shelterProblems } from '#shelters'
import { siteProblems } from '#sites'
import { targetingProblems } from '#targeting'
import { threatProblems, trackProblems } from '#threats'
import { problemBody } from './problem-document.http.ts'
import { allProblems, explain } from './problems.ts'
import { serverProblems } from './server-problems.ts'

const tables = [
  ...[
    alertProblems,
    wordingProblems,
    areaProblems,
    baseProblems,
    capProblems,
    ...Object.values(problemTables),
  ],
  ...[
    damageProblems,
    formProblems,
    caseProblems,
    deliveryProblems,
    drillProblems,
    assessmentProblems,
    evidenceDeskProblems,
    takingProblems,
    exchangeProblems,
    fpasProblems,
    intakeProblems,
    ledgerProblems,
    protocolProblems,
    callOutProblems,
    teamProblems,
    shelterProblems,
    siteProblems,
    targetingProblems,
    ...peopleProblemTables,
    residentReportProblems,
    threatProblems,
    trackProblems,
    serverProblems,
  ],
]

describe('the table of all problems', () => {
  test('holds every slice’s, and none that two slices claim', () => {
    const codes = tables.flatMap((table) => Object.keys(table))
    assert.equal(new Set(codes).size, codes.length)
    assert.deepEqual(Object.keys(allProblems).toSorted(), codes.toSorted())
  })

  test('says of a problem what happened there, and what to do', () => {
    const { problem } = refuse('alerts/expiry-beyond-policy', {
      at: 'renewForMinutes',
      minutes: 2_000,
      shortest: 5,
      longest: 1_440,
    })
    assert.deepEqual(problemBody(problem), {
      ...{ minutes: 2_000, shortest: 5, longest: 1_440 },
      type: '/v1/problems/alerts/expiry-beyond-policy',
      title: 'The alert would stand … minutes unrenewed; the policy allows … to ….',
      status: 422,
      detail: 'The alert would stand 2000 minutes unrenewed; the policy allows 5 to 1440.',
      code: 'alerts/expiry-beyond-policy',
      at: 'renewForMinutes',
      advice: 'Choose a time within the policy and renew the alert when it nears its end.',
    })
  })

  test('is told by a stream process in the same words', () => {
    for (const code of Object.keys(problemTables.stream)) {
      const { problem } = refuse(code, {
        at: 'areas',
        codes: ['XX'],
        most: 7,
        seconds: 10,
        why: 'it is short',
      })
      const { status, body } = plainProblem(problem)
      assert.deepEqual([status, JSON.parse(body)], [problemBody(problem).status, problemBody(problem)])
    }
  })

  test('has the same title for every problem of a kind', () => {
    const titles = ['a', 'b'].map((alert) => problemBody(refuse('alerts/unknown', { alert }).problem).title)
    assert.equal(titles[0], titles[1])
  })

  test('explains a code that nobody declared as a mistake of ours', () => {
    assert.equal(explain(refuse('nobody/knows').problem).kind.status, 500)
  })
})

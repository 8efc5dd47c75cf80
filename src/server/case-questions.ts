/** What cases still ask, as it stood at a place of the ledger: the same place gives the same questions, whatever was answered since. */
import type { Mode } from '#base'
import { casesStream, evolveCase, type Case, type CaseFact, type CaseId } from '#cases'
import type { OpenQuestion } from '#situation'
import type { CaseDesk } from './case-desk.ts'
import type { System } from './system.ts'

export function openQuestionsAt(
  { ledger }: Pick<System, 'ledger'>,
  desk: Pick<CaseDesk, 'wordsOf'>,
): (position: number, mode: Mode) => Promise<readonly OpenQuestion[]> {
  return async (position, mode) => {
    const cases = new Map<CaseId, Case>()
    const askedBy = new Map<string, number>()
    for (const fact of await ledger.readStream(casesStream)) {
      if (fact.seq > position) break
      const told = fact as unknown as CaseFact
      const id = told.data.case
      const after = evolveCase(cases.get(id), told, fact.seq)
      if (after !== undefined) cases.set(id, after)
      // Asked again, it rests on that.
      if (told.type === 'case-question-asked' || told.type === 'case-question-reopened')
        askedBy.set(told.data.question, fact.seq)
    }
    const open = [...cases.values()]
      .filter((one) => one.mode === mode && one.state !== 'closed')
      .flatMap((one) =>
        [...one.questions.values()]
          .filter(({ state }) => state === 'open')
          .map((question) => ({ one, question })),
      )
    const said = await desk.wordsOf(open.map(({ question }) => question.text))
    return open.map(({ one, question: { id, text, at } }) => ({
      ...{ id, question: said.get(text) ?? '', areas: one.areas, since: at },
      ...{ rests: [askedBy.get(id) ?? 0], see: `/console/cases/${encodeURIComponent(one.id)}` },
    }))
  }
}

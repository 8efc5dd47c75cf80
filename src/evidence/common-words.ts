/** Words with a capital letter that begin sentences and are no names, though some village bears them. */
const words = new Set(
  (
    'внимание тревога угроза опасность отбой сирены режим уровень утром днем вечером ночью сегодня вчера он она они это ' +
    'его ее их все вся всех до после позже также ранее речь жители жителей мэр губернатор глава россия россии москва ' +
    'москве мск всу пво мчс гу бпла рсчс telegram телеграм ' +
    'увага тривога загроза відбій небезпека зараз сьогодні вночі вранці він вона вони це що де тут там але проте усі всі ' +
    'вся весь україна україни україні дснс зсу пс ппо каб каби негайно перебувайте громади ' +
    'attention alert air all clear the a an he she it they his her governor russia russian ukraine ukrainian missile ' +
    'drone uav uavs threat sirens force forces later earlier two one some president ministry'
  ).split(' '),
)

/** Expects a folded word. */
export function isCommonWord(folded: string): boolean {
  return words.has(folded)
}

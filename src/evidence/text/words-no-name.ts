/** Words with a capital letter that begin sentences and are no names, though some village bears them. */
const words = new Set(
  (
    'аэропорт аеропорт airport port порт внимание сирены режим утром днем вечером ночью сегодня вчера он она они это эта этот его ее их все всё вся весь всех ' +
    'до после позже также ранее речь жители жителей жителям мэр губернатор глава россия россии россию москва москве мск ' +
    'всу пво мчс гу рсчс telegram телеграм так там тут тогда теперь тем затем наконец вторая вторую второй первая первую ' +
    'первый дважды трижды небо хроника прошлой предупреждение региональное управление вот как что где когда если над ' +
    'под кроме крім окрім будьте просьба просим уважаемые оставайтесь уходите спускайтесь укройтесь сирена ' +
    'увага зараз сьогодні вчора вночі вранці він вона вони це що де але проте однак усі всі україна україни україні ' +
    'дснс зсу пс ппо негайно перебувайте просимо ще вже якщо тактична ' +
    'attention air the a an he she it they his her their this that there then later earlier two one some every ' +
    'governor russia russian ukraine ukrainian force forces president ministry emergency situations military as of ' +
    'levels sources regional please stay take'
  ).split(' '),
)

/** “Зверніть увагу”, “Оставайтесь дома”: no place’s name ends so. */
const imperative = /(?:[аеиіуюя]йте(?:сь|ся)?|іть(?:ся)?|ите(?:сь)?)$/u

/** Expects a folded word. */
export function isNoName(folded: string): boolean {
  return words.has(folded) || imperative.test(folded)
}

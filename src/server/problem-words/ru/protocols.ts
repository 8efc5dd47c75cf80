/** Russian: protocols and their lists. */
import type { protocolProblems } from '#response'
import type { KindsSaid } from '../../problem-words.ts'

export const protocols = {
  'response/protocol-malformed': {
    says: 'Протокол нельзя принять: {why} Это в строке {line}.',
    advice: 'Каждая ошибка названа со строкой и столбцом; исправьте их и проверьте снова.',
  },
  'response/other-protocol': {
    says: 'В файле протокол «{protocol}», а не тот, что в адресе.',
    advice: 'Назовите в обоих местах один и тот же.',
  },
  'response/unknown-protocol': {
    says: 'Протокола «{protocol}» здесь нет, или нет такой его версии.',
    advice: 'Посмотрите список протоколов или внесите его.',
  },
  'response/unknown-run': {
    says: 'Списка «{run}» нет.',
    advice: 'Посмотрите, какие списки выполняются.',
  },
  'response/no-photo': {
    says: 'У задачи «{task}» нет фото.',
    advice: 'Отправьте его — и задача выполнена.',
  },
  'response/unknown-task': {
    says: 'В списке {run} сейчас нет задачи «{task}».',
    advice: 'Завершающие задачи появляются, когда тревога закончена.',
  },
  'response/unknown-zone': {
    says: 'В списке {run} нет зоны «{zone}».',
    advice: 'Зоны названы в его протоколе.',
  },
  'response/run-closed': {
    says: 'Список {run} закрыт.',
    advice: 'Что осталось сделать, внесите в дело или новый вызов.',
  },
  'response/task-not-needed': {
    says: 'Задача «{task}» здесь не нужна: так следует из прежних ответов.',
    advice: 'Исправьте ответ, от которого она зависит, если он был неверен.',
  },
  'response/not-what-is-needed': {
    says: 'Этим задача «{task}» не выполнена: {why}.',
    advice: 'Дайте то, чего требует задача.',
  },
  'response/nothing-to-lift': {
    says: 'В зоне «{zone}» никому не говорили ничего, что можно отменить.',
    advice: 'Сначала отдайте распоряжение или предупредите.',
  },
  'response/alert-goes-on': {
    says: 'Тревога {alert} действует; её список нельзя закрыть.',
    advice: 'Сначала закончите тревогу; завершающий список начинается с её концом.',
  },
  'response/zone-not-lifted': {
    says: 'Люди в зоне «{zone}» всё ещё ждут, когда им разрешат вернуться или выйти.',
    advice: 'Сначала отмените распоряжение.',
  },
  'response/tasks-open': {
    says: 'Невыполненных задач: {count}.',
    advice: 'Выполните их или скажите, почему список всё же закрыт.',
  },
} satisfies KindsSaid<typeof protocolProblems>

/** Ukrainian: protocols and their lists. */
import type { protocolProblems } from '#response'
import type { KindsSaid } from '../../problem-words.ts'

export const protocols = {
  'response/protocol-malformed': {
    says: 'Протокол не можна прийняти: {why} Це в рядку {line}.',
    advice: 'Кожну помилку названо з її рядком і стовпцем; виправте їх і перевірте ще раз.',
  },
  'response/other-protocol': {
    says: 'У файлі протокол «{protocol}», а не той, що в адресі.',
    advice: 'Назвіть в обох місцях той самий.',
  },
  'response/unknown-protocol': {
    says: 'Протоколу «{protocol}» тут немає, або немає такої його версії.',
    advice: 'Подивіться перелік протоколів або внесіть його.',
  },
  'response/unknown-run': {
    says: 'Переліку «{run}» немає.',
    advice: 'Подивіться, які переліки виконуються.',
  },
  'response/no-photo': {
    says: 'Завдання «{task}» не має фото.',
    advice: 'Надішліть його — і завдання виконано.',
  },
  'response/unknown-task': {
    says: 'У переліку {run} зараз немає завдання «{task}».',
    advice: 'Завершальні завдання з’являються, коли тривогу закінчено.',
  },
  'response/unknown-zone': {
    says: 'У переліку {run} немає зони «{zone}».',
    advice: 'Зони названо в його протоколі.',
  },
  'response/run-closed': {
    says: 'Перелік {run} закрито.',
    advice: 'Що лишилося зробити, внесіть до справи або нового виклику.',
  },
  'response/task-not-needed': {
    says: 'Завдання «{task}» тут не потрібне: так випливає з попередніх відповідей.',
    advice: 'Виправте відповідь, від якої воно залежить, якщо вона була хибна.',
  },
  'response/not-what-is-needed': {
    says: 'Цим завдання «{task}» не виконано: {why}.',
    advice: 'Дайте те, що вимагає завдання.',
  },
  'response/nothing-to-lift': {
    says: 'У зоні «{zone}» нікому не казали нічого, що можна скасувати.',
    advice: 'Спершу віддайте розпорядження або попередьте.',
  },
  'response/alert-goes-on': {
    says: 'Тривога {alert} діє; її перелік не можна закрити.',
    advice: 'Спершу закінчіть тривогу; завершальний перелік починається з її кінцем.',
  },
  'response/zone-not-lifted': {
    says: 'Люди в зоні «{zone}» досі чекають, коли їм дозволять повернутися або вийти.',
    advice: 'Спершу скасуйте розпорядження.',
  },
  'response/tasks-open': {
    says: 'Невиконаних завдань: {count}.',
    advice: 'Виконайте їх або скажіть, чому перелік усе ж закрито.',
  },
} satisfies KindsSaid<typeof protocolProblems>

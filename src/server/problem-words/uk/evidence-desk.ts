/** Ukrainian: the evidence desk. */
import type { evidenceDeskProblems } from '#evidence'
import type { KindsSaid } from '../../problem-words.ts'

export const evidenceDesk = {
  'evidence/unknown-document': {
    says: 'Документа «{document}» тут немає.',
    advice: 'Перелік дає GET /v1/evidence/documents.',
  },
  'evidence/unknown-claim': {
    says: 'У документі «{document}» немає твердження {claim}.',
    advice: 'Твердження нумеруються з 0 у порядку тексту.',
  },
  'evidence/unknown-source': {
    says: 'Джерела «{source}» тут немає.',
    advice: 'Перелік дає GET /v1/evidence/sources.',
  },
  'evidence/unknown-event': {
    says: 'Події «{event}» тут немає.',
    advice: 'Перелік дає GET /v1/evidence/events.',
  },
  'evidence/unknown-act': {
    says: 'З подією «{event}» нічого під назвою «{act}» не робили, або це вже скасовано.',
    advice: 'Подія сама називає, що з нею зроблено й лишається чинним.',
  },
  'evidence/text-erased': {
    says: 'Текст документа «{document}» стерто, коли минув його строк.',
    advice: 'Вирішене щодо нього лишається в журналі, у кодах.',
  },
  'evidence/held': {
    says: 'З документом «{document}» до {until} працює {name}.',
    advice: 'Спитайте, зачекайте або заберіть його, назвавши причину.',
  },
  'evidence/changed-meanwhile': {
    says: '«{document}» змінився, відколи ви його прочитали.',
    advice: 'Прочитайте його знову й вирішуйте за тим, яким він є тепер.',
  },
  'evidence/reason-missing': {
    says: 'Не сказано чому.',
    advice: 'Виправляючи або відхиляючи твердження, назвіть причину одним реченням.',
  },
  'evidence/rated-so-already': {
    says: 'Оцінка вже {grade}.',
    advice: 'Історія каже, хто її поставив, коли й чому.',
  },
  'evidence/not-confirmed': {
    says: 'Це не підтверджено: незалежних родин, які так кажуть: {families}.',
    advice:
      'Підтверджено те, що сказав відповідальний за це посадовець, що показують речові свідчення або що кажуть дві родини, які не списують одна в одної. Поставте від 2 до 6 або спершу прийміть інші твердження події.',
  },
  'evidence/not-accepted': {
    says: 'Твердження {claim} документа «{document}» не прийнято.',
    advice: 'Спершу прийміть або виправте його.',
  },
  'evidence/nothing-to-warn-of': {
    says: '«{claim}» не каже про небезпеку, яка триває: попереджати немає про що.',
    advice:
      'Минуле оцінюють як шкоду. Якщо небезпека триває, виправте час твердження або складіть тривогу саму по собі.',
  },
  'evidence/event-is-over': {
    says: 'У події «{event}» більше немає тверджень.',
    advice: 'Якщо її злили з іншою, вони там; скасуйте злиття, щоб повернути її.',
  },
  'evidence/not-in-event': {
    says: 'Твердження «{claim}» немає в події «{event}».',
    advice: 'Прочитайте подію знову: можливо, його перенесли.',
  },
  'evidence/nothing-to-merge': {
    says: 'Зливати нічого.',
    advice: 'Назвіть хоча б одну іншу подію.',
  },
  'evidence/split-leaves-nothing': {
    says: 'Після поділу твердження мають лишитися з обох боків.',
    advice: 'Назвіть деякі твердження події «{event}», але не всі.',
  },
  'evidence/built-upon': {
    says: 'Це не можна скасувати раніше, ніж зроблене потім із «{event}».',
    advice: 'Спершу скасуйте «{by}».',
  },
  'evidence/set-aside-already': {
    says: 'Спростування «{claim}» уже відкладено.',
    advice: 'Подія каже, ким і чому.',
  },
  'evidence/not-a-denial': {
    says: 'Твердження «{claim}» не закриває події «{event}».',
    advice: 'Подію закриває лише спростування відповідального, і лише його відкладають.',
  },
  'evidence/unknown-person': {
    says: 'Тут немає «{person}», кому можна оцінювати свідчення.',
    advice: 'Доручіть це аналітикові або черговому.',
  },
  'evidence/words-not-there': {
    says: 'Слова твердження не стоять у документі з {start} по {end}.',
    advice: 'Дайте зсуви в одиницях UTF-16 для слів збереженого тексту.',
  },
} as const satisfies KindsSaid<typeof evidenceDeskProblems>

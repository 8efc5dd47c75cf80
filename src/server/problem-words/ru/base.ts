/** Russian: what belongs to no slice. */
import type { baseProblems } from '#base'
import type { KindsSaid } from '../../problem-words.ts'

export const base = {
  'base/malformed-json': {
    says: 'Текст не является JSON: {why}.',
    advice: 'Проверьте названное место; чаще всего не хватает кавычки или есть лишняя запятая.',
  },
  'base/not-an-instant': {
    says: '«{text}» не является временем с зоной.',
    advice: 'Пишите время по RFC 3339, с зоной: 2025-11-02T00:37:00+03:00.',
  },
  'base/not-a-url': {
    says: '«{url}» не является адресом, который можно вызвать.',
    advice: 'Дайте полный адрес http или https без имени, пароля и фрагмента, не длиннее 2048 знаков.',
  },
  'base/not-https': {
    says: '{host} нужно вызывать по https.',
    advice: 'Перейдите на https или попросите администратора разрешить этот узел поимённо.',
  },
  'base/port-not-allowed': {
    says: 'Порт {port} вызывать нельзя.',
    advice:
      'Возьмите порт 443 или 8443 (80 или 8080, где разрешён обычный http) либо попросите администратора разрешить этот узел поимённо.',
  },
  'base/private-address': {
    says: '{host} ведёт на {address}, а это не публичный адрес ({range}); туда ничего не отправлено.',
    advice: 'Возьмите публичный адрес или попросите администратора разрешить этот узел поимённо.',
  },
} satisfies KindsSaid<typeof baseProblems>

/** Ukrainian: what belongs to no slice. */
import type { baseProblems } from '#base'
import type { KindsSaid } from '../../problem-words.ts'

export const base = {
  'base/malformed-json': {
    says: 'Текст не є JSON: {why}.',
    advice: 'Перевірте назване місце; найчастіше бракує лапок або зайва кома.',
  },
  'base/not-an-instant': {
    says: '«{text}» не є часом із зоною.',
    advice: 'Пишіть час за RFC 3339, із зоною: 2025-11-02T00:37:00+03:00.',
  },
  'base/not-a-url': {
    says: '«{url}» не є адресою, яку можна викликати.',
    advice: 'Дайте повну адресу http або https без імені, пароля й фрагмента, не довшу за 2048 знаків.',
  },
  'base/not-https': {
    says: '{host} треба викликати через https.',
    advice: 'Перейдіть на https або попросіть адміністратора дозволити цей вузол поіменно.',
  },
  'base/port-not-allowed': {
    says: 'Порт {port} викликати не можна.',
    advice:
      'Візьміть порт 443 або 8443 (80 або 8080, де дозволено звичайний http) або попросіть адміністратора дозволити цей вузол поіменно.',
  },
  'base/private-address': {
    says: '{host} веде на {address}, а це не публічна адреса ({range}); туди нічого не надіслано.',
    advice: 'Візьміть публічну адресу або попросіть адміністратора дозволити цей вузол поіменно.',
  },
} satisfies KindsSaid<typeof baseProblems>

/** The page behind the link of an e-mail: one question, one button, and then that it is done. It works without a script. */

const words = {
  en: {
    ask: 'Should this address be sent no more warnings?',
    button: 'Send no more',
    done: 'This address is sent no more warnings.',
  },
  uk: {
    ask: 'Більше не надсилати попереджень на цю адресу?',
    button: 'Більше не надсилати',
    done: 'На цю адресу більше не надсилають попереджень.',
  },
  ru: {
    ask: 'Больше не отправлять предупреждения на этот адрес?',
    button: 'Больше не отправлять',
    done: 'На этот адрес предупреждения больше не отправляются.',
  },
  he: {
    ask: 'להפסיק לשלוח אזהרות לכתובת הזאת?',
    button: 'להפסיק לשלוח',
    done: 'לכתובת הזאת לא נשלחות עוד אזהרות.',
  },
} as const

export function unsubscribePage(language: string, does: 'ask' | 'done'): string {
  const of =
    (Object.keys(words) as (keyof typeof words)[]).find((one) => one === language.split('-')[0]) ?? 'en'
  const said = words[of]
  const form = `<form method="post"><button name="List-Unsubscribe" value="One-Click">${said.button}</button></form>`
  return `<!doctype html>
<html lang="${of}" dir="${of === 'he' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${said[does]}</title></head>
<body><main><h1>${said[does]}</h1>
${does === 'ask' ? form : ''}
</main></body>
</html>
`
}

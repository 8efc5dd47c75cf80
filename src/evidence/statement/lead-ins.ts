/** How sentences begin: with where and when, with where it was said, or as one that goes on with the source before it. */
import type { TextLanguage } from '../text/text-language.ts'

/** How a sentence may begin before its speaker comes: with a place or a time, or with where it was said. */
export const leadIns: {
  readonly [language in TextLanguage]: { readonly adverbial: RegExp; readonly venue: RegExp }
} = {
  en: {
    adverbial:
      /^(?:in|on|at|for|between|over|during|since|after|before|by|from|near|across|around|above|within|until|overnight|yesterday|today|last|this|early|late|earlier|throughout|inside|outside|asked|questioned|pressed|answering|commenting)$/,
    venue:
      /^(?:briefing|channel|post|posts|report|reports|interview|statement|speech|conference|telegram|facebook|twitter|address|message|video|messenger|bulletin|update|response|turn|words|comment|comments|remarks|letter|television)$/,
  },
  ru: {
    adverbial:
      /^(?:в|во|через|около|примерно|на|над|под|у|за|после|до|с|со|от|из|по|между|около|возле|сегодня|вчера|ночью|утром|днем|вечером|накануне|ранее|позже|рано|минувшей)$/,
    venue:
      /^(?:брифинг|канал|телеграм|telegram|пост|сообщени|интервью|заявлени|пресс|соцсет|эфир|обращени|комментари|ответ|беседе|разговор|сводк|видео|очередь|связи)/,
  },
  uk: {
    adverbial:
      /^(?:в|у|через|о|об|близько|приблизно|на|над|під|за|після|до|з|із|зі|від|по|між|біля|сьогодні|вчора|вночі|уночі|вранці|уранці|вдень|ввечері|увечері|напередодні|раніше|пізніше|минулої|протягом)$/,
    venue:
      /^(?:брифінг|канал|телеграм|telegram|допис|повідомлен|інтервю|заяв|пресконф|соцмереж|ефір|звернен|комент|відповід|розмов|зведен|відео|чергу|звязку)/,
  },
}

/** How a sentence begins that goes on with the same source. */
export const goingOn: { readonly [language in TextLanguage]: RegExp } = {
  en: /^(?:another|more|of (?:them|these|those)|among them|in addition|in total|one|two|three|four|five|six|seven|eight|nine|ten|a further|the rest|the remaining|the others)(?: |$)/,
  ru: /^(?:еще|также|кроме того|из них|среди них|всего|помимо|остальные|один|одна|два|две|три|четыре|пять|двое|трое|четверо|пятеро|повреждены|поврежден|повреждена|разрушены|разрушен|ранены|ранен|ранена|пострадал|пострадала|пострадали|погиб|погибла|погибли|сгорел|сгорели|выбиты|посечены|обесточены|подтоплены|больше|наиболее|наибольшее)(?: |$)/,
  uk: /^(?:ще|також|крім того|з них|серед них|усього|всього|окрім|решта|решту|один|одна|два|дві|три|чотири|пять|двоє|троє|четверо|пятеро|пошкоджено|пошкоджені|пошкоджений|пошкоджена|зруйновано|зруйновані|знищено|поранено|поранені|поранений|поранена|травмовано|постраждали|постраждав|постраждала|загинув|загинула|загинули|понівечено|понівечені|знеструмлено|підтоплено|вибито|найбільше)(?: |$)/,
}

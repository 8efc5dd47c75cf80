/** How texts say that something was not checked, who stays without a name, and that they correct themselves; in three languages, on folded words. */

/** The text itself says that it could not be checked. */
export const notChecked =
  / (?:not possible|impossible|unable|could not|cannot|can not|couldnt|has not been able|have not been able) (?:\S+ ){0,3}?(?:be )?(?:independently |immediately |either )?(?:confirm|verify|verified|confirmed|corroborate|corroborated)(?: or (?:deny|refute))? | (?:neither|nor) (?:confirmed|confirm) (?:n?or) den\S+ | (?:has|have|had|was|were) not been (?:independently )?(?:verified|confirmed|corroborated) | (?:no|without) independent (?:confirmation|verification) | (?:невозможно|нельзя|не удалось|не удается|не может|не могут|не смогли) (?:\S+ ){0,3}?(?:подтвердить|проверить|опровергнуть)(?: (?:или|либо) (?:опровергнуть|подтвердить))? | независим\S+ подтвержден\S+ (?:\S+ )?(?:нет|не было|пока нет) | (?:неможливо|не вдалося|не вдається|не може|не можуть|не змогли) (?:\S+ ){0,3}?(?:підтвердити|перевірити|спростувати)(?: (?:або|чи|ані) (?:спростувати|підтвердити))? | незалежн\S+ підтверджен\S+ (?:\S+ )?(?:немає|нема|не було) /u

/** Somebody who speaks and has no name and no office. */
export const anonymous =
  / (?:anonymous|unnamed|undisclosed|unidentified) (?:\S+ )?(?:sources?|officials?|witness(?:es)?|residents?) | (?:according to|citing|told by) (?:\S+ ){0,2}?(?:sources|insiders|rumou?rs) | (?:on|under) condition of anonymity | asked not to be (?:named|identified) | (?:asking|asked) for (?:strict |complete |full )?(?:confidentiality|anonymity) | sources? (?:familiar with|close to|say|said|claim|claimed|report) | (?:на условиях|при условии) анонимности | пожелавш\S+ остаться неизвестн\S+ | (?:по данным|по словам|по информации|сообщил|сообщили|как сообщил) (?:\S+ )?(?:источник\S*|инсайдер\S*|очевидц\S*) | (?:на умовах) анонімності | побажа\S+ залишитися невідом\S+ | (?:за даними|за словами|за інформацією|повідомил\S+) (?:\S+ )?(?:джерел\S*|інсайдер\S*|очевидц\S*) /u

/** Somebody who is named or holds an office says it: then the text does not stand on the nameless alone. */
export const speakingWords =
  / (?:said|says|told|wrote|writes|reported|reports|confirmed|announced|stated|posted|added|ministry|governor|mayor|service|forces|agency|spokes\S+|according) | (?:сообщил\S*|заявил\S*|написал\S*|рассказал\S*|пояснил\S*|добавил\S*|министерств\S*|минобороны|мчс|губернатор\S*|мэр\S*|глав\S{1,2}|по словам|по данным|пресс\S*) | (?:повідомил\S*|заявил\S*|написа\S*|розповіл\S*|пояснил\S*|додал\S*|міністерств\S*|дснс|начальник\S*|очільник\S*|за словами|за даними|сили|сил) /u

/** “X is quoted as saying …” with nobody who heard it. */
export const quotedAs = / (?:is|was|were|are|being) (?:also )?quoted (?:as|saying) /u

/** That nothing of the kind ever happened there. */
export const neverBefore =
  / (?:(?:direct |open |real )?(?:combat|fighting|war|hostilities|shelling|attacks?|strikes?|bombs?|drones?|missiles?|floods?|flooding|fires?|earthquakes?)) (?:had|has|have) never (?:before )?(?:touched|reached|hit|struck|affected|seen|come to) (?:\S+ ){1,3}?(?:before|until now|since \S+)? ?|(?:the )?first (?:ever )?(?:confirmed |recorded |known |reported |documented )?(?:drone |missile |air |rocket |artillery |uav )?(?:attacks?|strikes?|shelling|raid) (?:on|of|in|against) (?:the )?\S+(?: (?:oblast|region|district|city|raion|krai|province|republic))? | никогда (?:раньше |прежде |ранее )?(?:не )?(?:обстрелива\S+|подверга\S+ (?:атак\S+|обстрел\S+)|бомбил\S*|атакова\S+) | (?:перв\S{2,3}) (?:в истории |подтвержденн\S+ |зафиксированн\S+ )?(?:атак\S|удар|обстрел) (?:\S+ )?(?:на|по) \S+ (?:област\S*|кра\S+|район\S*|город\S*) (?:с начал\S+|за всю|за все)? ?| ніколи (?:раніше |до цього )?(?:не )?(?:обстрілюва\S+|зазнава\S+ (?:атак\S*|обстріл\S*)|бомбил\S*|атакува\S+) /u

/** The text corrects itself. */
export const corrected =
  / (?:correction|corrected|clarification) (?:an earlier|the|this|a previous) | (?:an )?(?:earlier|previous) version of (?:this|the) (?:article|story|report|text|post|message) | (?:this|the) (?:article|story|report|post|headline) (?:has been|was) (?:corrected|amended|updated to correct) | (?:ранее|прежде) (?:ошибочно|неверно) (?:сообщ\S+|указ\S+|был\S*|назва\S+) | (?:исправлено|уточнение|поправка) (?:в |к |ранее |первоначально)\S* | (?:раніше|спершу) (?:помилково|хибно|невірно) (?:повідомл\S+|вказ\S+|бул\S*|назва\S+) | (?:виправлено|уточнення) (?:у |в |до |раніше |спершу)\S* | (?:initially|at first|originally) (?:wrongly|mistakenly|erroneously|incorrectly) \S+ /u

/** What is done once and by one, and what shows that somebody repeats another. On folded words. */

export const actOnce =
  /^(?:declared|announced|introduced|imposed|lifted|cancelled|canceled|ordered|signed|raised|ended|объявил\S?|ввел\S?|отменил\S?|подписал\S?|приказал\S?|снял\S?|оголосив|оголосила|запровадив|запровадила|скасував|скасувала|підписав|підписала|ввів|ввела)$/u

export const echo =
  / (?:also|too|both|echoed|echoing|repeated|repeating|reiterated|quoted|quoting|citing|cited|agreed|jointly|together|likewise|words) | (?:тоже|также|оба|обе|повторил\S*|процитировал\S*|цитиру\S*|ссыл\S*|вместе|совместно|слова|словам\S* же) | (?:теж|також|обидва|обидві|повторив|повторила|процитува\S*|циту\S*|посила\S*|разом|спільно|слова) /u

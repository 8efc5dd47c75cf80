/** That something is sent off: then the name after “from” is a launch site. On folded words. */
export const launching =
  / (?:launch|launched|launches|fired|firing|take off|took off|flew|flown) | (?:пуск\S{0,3}|запуск\S{0,3}|запущен\S*|выпущен\S*|старт\S{0,4}|вылет\S{0,3}) | (?:запущен\S*|випущен\S*|зліт|злет\S*) /u

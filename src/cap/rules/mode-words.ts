/** Words that say of a warning that it is a test or an exercise, or that it is not one, in the languages that most messages are in. */

/** Where a word begins and ends in any alphabet. */
const open = '(?<![\\p{L}\\p{M}\\d])'
const close = '(?![\\p{L}\\p{M}\\d])'

function oneOf(...phrases: readonly string[]): string {
  return `(?:${phrases.join('|').replaceAll(' ', '\\s+')})`
}

const testWords = oneOf(
  'tests?|testing|drills?|(?:training )?exercises?|rehearsal',
  'exercices?|essais?',
  'pruebas?|simulacros?|ejercicios?',
  'testes?|simulados?|exerc[ií]cios?',
  'übung|probe',
  'esercitazion[ei]|prova',
  'oefening(?:en)?',
  'ćwiczenia|próba',
  'cvičení|zkouška|skúška',
  'övning|øvelse|öva|prøve',
  'harjoitus|testi|koe',
  'tatbikat|deneme',
  'άσκηση|δοκιμή',
  'exercițiu|gyakorlat|teszt|latihan',
  'навчання|навчальна тривога|тест(?:ування)?|перевірка',
  'учени[ея]|учебная тревога|тест(?:ирование)?|проверка',
  'תרגיל|בדיקה',
  'تمرين|تجربة|اختبار',
)

/** What may stand after the word where a headline begins with it. */
const afterTest = oneOf(
  'messages?|alerts?|warnings?|alarms?|only|notification|broadcast|tests?|exercises?|drills?',
  'alerte|message|alerta|mensaje|mensagem|aviso|messaggio|allarme|meldung|warnung|bericht|melding',
  'сообщение|сигнал|тревога|повідомлення|тривога',
)

/** A headline that begins with it: “TEST - …”, “[EXERCISE] …”, “Test message”; but not “Exercise caution”. */
const atBeginning = new RegExp(
  `^[^\\p{L}\\d]*(${testWords})(?:\\s*$|\\s*[^\\p{L}\\p{M}\\d\\s'’]|\\s+${afterTest}${close})`,
  'iu',
)

/** Words that mean it wherever they stand. */
const anywhere = new RegExp(
  `${open}${oneOf(
    'this is (?:only )?an? (?:[a-z]+ ){0,2}(?:test|drill|exercise)',
    'required (?:weekly|monthly) test|exercise,? exercise|test,? test,? test|(?:test|exercise) message only|exercise only|drill only',
    'for exercise purposes only',
    "ceci (?:n'est qu'un|est un) (?:test|exercice)|exercice,? exercice",
    'est[oe] es (?:sólo |solo )?(?:una prueba|un simulacro)|mensaje de prueba',
    'ist[oe] é (?:apenas )?um (?:teste|simulado|exercício)|mensagem de teste',
    'probealarm|probewarnung|testwarnung|testmeldung|testalarm|übungsalarm|übungswarnung|übungsmeldung',
    'dies ist (?:nur )?(?:ein test|eine übung|eine probewarnung)',
    "questo è (?:solo )?un test|questa è (?:solo )?un['’]esercitazione|messaggio di prova",
    'dit is (?:slechts )?een (?:test|oefening)|testbericht|proefalarm',
    'це (?:лише )?(?:тест|навчання)|навчальна тривога|тестове повідомлення|перевірка системи оповіщення',
    'это (?:только )?(?:тест|учения)|учебная тревога|тестовое сообщение|проверка системы оповещения',
  )}${close}`,
  'iu',
)

/** These have no spaces between words. */
const withoutSpaces =
  /これは(?:訓練|テスト)です|訓練放送|訓練報|테스트 메시지|훈련 상황|这是(?:一次)?(?:测试|演练)|這是(?:一次)?(?:測試|演習)/u

const notATest = new RegExp(
  `${open}${oneOf(
    'not an? (?:test|drill|exercise)',
    "ceci n['’]est pas un (?:test|exercice)|pas un exercice",
    'no es (?:una prueba|un simulacro)',
    'não é um (?:teste|simulado|exercício)',
    'kein(?:e)? (?:test|übung|probealarm)',
    "non è un(?:['’]esercitazione| test)",
    'geen (?:test|oefening)',
    'не навчальна|не навчання|не тест',
    'не учебная|не учения',
  )}${close}`,
  'iu',
)

/** What all of these begin with, wherever it stands: looked for many times as fast. */
const anyDenial = /not|pas|no\s|não|kein|non|geen|не\s/i

/** The words that make a headline or an event one of a test; undefined where there are none, or where it says it is not. */
export function saysTest(text: string): string | undefined {
  const words = atBeginning.exec(text)?.[1] ?? anywhere.exec(text)?.[0] ?? withoutSpaces.exec(text)?.[0]
  return words === undefined || notATest.test(text) ? undefined : words
}

/** The words that say of a text that it is no test: “this is not a drill”. */
export function saysReal(text: string): string | undefined {
  return anyDenial.test(text) ? notATest.exec(text)?.[0] : undefined
}

const anyTestWord = new RegExp(
  `${open}(?:test|testing|drill|exerci|rehears|training|demo|sample|example|simula|essai|prueba|ejerc|teste|übung|probe|eserci|prova|oefen|ćwicz|prób|cvič|zkouš|skúš|övning|øvelse|prøv|harjoit|koe|tatbikat|deneme|άσκηση|δοκιμ|gyakorlat|teszt|latihan|навчан|навчальн|тест|перевірк|учени|учебн|проверк)`,
  'iu',
)

/** Languages whose words for it are all known here. */
const known = new Set('en fr es pt de it nl pl cs sk uk ru sv nb nn no da fi tr el hu'.split(' '))

/** Whether a text hints at a test in any way, or is in a language in which that can’t be told. */
export function mayHintAtTest(text: string, language: string): boolean {
  return !known.has(language) || anyTestWord.test(text) || withoutSpaces.test(text)
}

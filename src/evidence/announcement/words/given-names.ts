/** Given names of officials in three languages and every case: beside a surname they are no village, whatever is called so. */

const names =
  'александр алексей анатолий андрей антон артем борис вадим валентин валерий василий виктор виталий владимир владислав ' +
  'вячеслав геннадий георгий глеб григорий денис дмитрий евгений егор иван игорь илья кирилл константин леонид максим ' +
  'михаил никита николай олег павел петр роман руслан сергей станислав степан федор эдуард юрий ярослав ' +
  'олександр олексій анатолій андрій артем валерій василь віктор віталій володимир вячеслав геннадій григорій дмитро ' +
  'євген іван ігор ілля кирило костянтин леонід михайло микита микола павло петро сергій степан федір юрій ' +
  'alexander alexei andrei andrey andriy anton artem boris denis dmitry dmytro evgeny igor ihor ivan konstantin maksym maxim mikhail ' +
  'mykola mykhailo oleg oleh oleksandr pavlo petro roman ruslan sergei serhii sergey svitlana vadym valery vasily viktor vitali vitaly ' +
  'vladimir vladislav volodymyr vyacheslav viacheslav yevgeny yuri yury'

const known = new Set(
  names.split(' ').flatMap((name) => {
    const stem = name.replace(/(?:й|ь|о|а|я)$/u, '')
    return /^[a-z]/.test(name)
      ? [name]
      : [name, ...['а', 'я', 'у', 'ю', 'ом', 'ем', 'єм', 'ия', 'ію', 'ія'].map((ending) => stem + ending)]
  }),
)

/** Expects a folded word. */
export function isGivenName(folded: string): boolean {
  return known.has(folded)
}

/** First names that tell a person from a place, and a man from a woman. Latin spellings meet by their sound, Cyrillic ones by their cases. */
import { fold, soundKey } from '#areas'
import type { Gender } from './paradigms.ts'

const latinMen =
  'Aleksandr Alexander Alexandr Oleksandr Aleksey Alexei Alexey Oleksiy Oleksii Anatoly Anatoliy Andrei Andrey Andriy Andrew Anton ' +
  'Arkady Arseniy Arsen Artem Artyom Boris Borys Bohdan Bogdan Denis Denys Dmitry Dmitri Dmytro Daniil Danylo Daniel Eduard Egor ' +
  'Yegor Evgeny Yevgeny Yevhen Evhen Filipp Fyodor Fedor Fedir Gennady Hennadiy Georgy Heorhii George Gleb Hlib Grigory Hryhoriy ' +
  'Igor Ihor Ilya Illia Ivan Kirill Kyrylo Konstantin Kostiantyn Leonid Lev Maksim Maxim Maksym Mikhail Mykhailo Michael Nikita ' +
  'Mykyta Nikolai Nikolay Mykola Oleg Oleh Pavel Pavlo Paul Petro Pyotr Peter Roman Ruslan Rustam Ramzan Radiy Radik Semyon Semen ' +
  'Sergei Sergey Serhiy Serhii Stanislav Stepan Svyatoslav Taras Timur Tymur Vadim Vadym Valery Valeriy Valerii Vasily Vasyl Viktor ' +
  'Victor Vitaly Vitaliy Vitali Vitalii Vladimir Volodymyr Vladislav Vladyslav Vsevolod Vyacheslav Viacheslav Yaroslav Yuri Yury ' +
  'Yuriy Yurii Zakhar Zaur Veniamin Aleh Alyaksandr Marat Rafael Raphael John Joe Joseph Lloyd Antony Anthony Jake James Jens Josep ' +
  'Mark Marco Mike David Robert William Donald Emmanuel Boris Rishi Keir Olaf Friedrich Charles Thomas Tom Patrick Matthew Kurt ' +
  'Philip Christopher Stephen Steven Richard Jack Ben Benjamin Karl Hans Lars Jonas Erik Eric Pedro Carlos Jose Juan Luis Miguel ' +
  'Antonio Giorgio Matteo Mario Recep Mehmet Ahmed Mohammed Mohammad Muhammad Ali Hassan Hussein Abbas Masoud Ebrahim Narendra ' +
  'Ferdinand Kenji Hiroshi Takeshi Shigeru Fumio Yoon Kim Xi Wang Lin Sean Kevin Brian Gary Greg Scott Eduardo Fernando Ricardo ' +
  'Gavin Ron Jeff Andriej Donatas Gitanas Alar Edgars Petr Andrzej Radoslaw Mateusz Wojciech Viktorin Dennis Timothy Simon'
const latinWomen =
  'Aleksandra Alexandra Oleksandra Alina Alla Alyona Olena Elena Yelena Anastasia Anastasiia Anna Hanna Ann Anne Annalena Darya ' +
  'Daria Dariia Ekaterina Yekaterina Kateryna Catherine Elizaveta Yelyzaveta Evgeniya Yevheniia Galina Halyna Inna Iryna Irina ' +
  'Julia Yulia Yuliya Yuliia Karine Ksenia Kseniia Larisa Larysa Lesia Lyudmila Liudmyla Lyubov Maria Mariya Mariia Marina Maryna ' +
  'Nadezhda Nadiya Natalia Natalya Nataliya Nataliia Nina Oksana Olga Olha Polina Raisa Sabrina Sofia Svetlana Svitlana Tamara ' +
  'Tatiana Tatyana Tetiana Ursula Valentina Vera Viktoria Victoria Viktoriia Yana Zhanna Zoya Sarah Sara Laura Linda Lisa Mary Susan ' +
  'Karen Nancy Hillary Kaja Sanna Mette Giorgia Angela Liz Elizabeth Jennifer Jessica Emily Emma Kate Karoline Michelle Margarita ' +
  'Avril Rosemary Ravina Denise Samantha Claudia Carmen Isabel Gloria Mao Maia Salome Roza Maryana Mariana'
/** Hard endings in Russian and Ukrainian alike. */
const cyrillicMen =
  'Александр Олександр Алексей Олексій Анатолий Анатолій Андрей Андрій Антон Аркадий Аркадій Арсений Арсеній Артем Артём Борис ' +
  'Богдан Вадим Валерий Валерій Валентин Василий Василь Вениамин Виктор Віктор Виталий Віталій Владимир Володимир Владислав Всеволод ' +
  'Вячеслав В’ячеслав Геннадий Геннадій Георгий Георгій Глеб Гліб Григорий Григорій Даниил Данило Данила Денис Дмитрий Дмитро Евгений ' +
  'Євген Егор Єгор Захар Иван Іван Игорь Ігор Илья Ілля Кирилл Кирило Константин Костянтин Леонид Леонід Лев Максим Марат Марк ' +
  'Микола Михаил Михайло Назар Никита Микита Николай Олег Павел Павло Петр Пётр Петро Рамзан Радий Ринат Роберт Роман Руслан Рустам ' +
  'Святослав Семен Семён Сергей Сергій Станислав Станіслав Степан Тарас Тимофей Тимур Федор Фёдор Федір Филипп Эдуард Едуард Юрий ' +
  'Юрій Яков Яків Ярослав Остап Орест Мирослав Любомир Тарас Ростислав Рафаэль Рафаель Джон Джо Джозеф Дональд Эммануэль Еммануель ' +
  'Олаф Ллойд Энтони Ентоні Марко Йенс Єнс Реджеп Аркадій Герман Артур Арсен Альберт Вильдан Мурат Хасан Махмуд Айрат Азат Шамиль Денис'
const cyrillicWomen =
  'Александра Олександра Алина Аліна Алла Алена Алёна Олена Елена Анастасия Анастасія Анна Ганна Валентина Валерия Валерія Вера Віра ' +
  'Виктория Вікторія Галина Дарья Дарина Дар’я Диана Діана Евгения Євгенія Евгенія Екатерина Катерина Елизавета Єлизавета Жанна Зоя ' +
  'Инна Інна Ирина Ірина Карина Каріна Кристина Христина Ксения Ксенія Лариса Леся Лидия Лідія Любовь Любов Людмила Маргарита Марина ' +
  'Мария Марія Надежда Надія Наталья Наталия Наталія Наталя Наталка Нина Ніна Оксана Ольга Полина Поліна Раиса Раїса Светлана Світлана Софья ' +
  'Софія Тамара Татьяна Тетяна Ульяна Уляна Юлия Юлія Яна Ярослава Мар’яна Марьяна Урсула Сабрина Каролин Эльвира Эмма'

export interface FirstName {
  readonly nominative: string
  readonly gender: Gender
  readonly case: 'nominative' | 'oblique'
}

/** “Евгения” is hers in the nominative and his in the genitive. */
const cyrillic = new Map<string, FirstName[]>()
const latin = new Map<string, Gender>()
for (const [names, gender] of [
  [cyrillicMen, 'm'],
  [cyrillicWomen, 'f'],
] as const)
  for (const name of names.split(' ')) {
    const put = (form: string, kase: FirstName['case']) => {
      const key = fold(form)
      const known = cyrillic.get(key)
      const reading = { nominative: name, gender, case: kase }
      if (known === undefined) cyrillic.set(key, [reading])
      else if (!known.some((one) => one.case === kase && one.gender === gender)) known.push(reading)
    }
    put(name, 'nominative')
    for (const form of obliqueOf(name, gender)) put(form, 'oblique')
  }
for (const [names, gender] of [
  [latinMen, 'm'],
  [latinWomen, 'f'],
] as const)
  for (const name of names.split(' '))
    if (!latin.has(soundKey(fold(name)))) latin.set(soundKey(fold(name)), gender)

function obliqueOf(name: string, gender: Gender): string[] {
  const with_ = (cut: number, endings: string) => {
    const stem = name.slice(0, name.length - cut)
    return endings.split(' ').map((end) => stem + end)
  }
  if (/[иі]й$/.test(name)) return with_(1, 'я ю ем єм и ї єві еві')
  if (name.endsWith('й')) return with_(1, 'я ю ем єм е ї єві')
  if (/[иі]я$/.test(name)) return with_(1, 'и ї ю ей єю')
  if (name.endsWith('я')) return with_(1, 'и і ю е ей ею')
  if (name.endsWith('а')) return with_(1, 'ы и е і у ой ою')
  if (name.endsWith('о')) return with_(1, 'а у ом ові і')
  if (name.endsWith('ь')) return gender === 'f' ? with_(1, 'и ью') : with_(1, 'я ю ем ём е')
  if (name === 'Павел') return ['Павла', 'Павлу', 'Павлом', 'Павле']
  if (/^(?:Ігор|Лазар)$/.test(name)) return with_(0, 'я ю ем еві і')
  if (name === 'Лев') return ['Льва', 'Льву', 'Львом']
  if (/^П[её]тр$/.test(name)) return ['Петра', 'Петру', 'Петром', 'Петре']
  if (name === 'Федір') return ['Федора', 'Федору', 'Федором']
  return gender === 'f' ? [] : with_(0, 'а у ом ем ові еві е і')
}

/** Expects a folded word; of two readings the one in the case that is wanted, else the nominative. */
export function firstNameOf(folded: string, wanted: FirstName['case'] = 'nominative'): FirstName | undefined {
  const found = cyrillic.get(folded)
  if (found !== undefined) return found.find((one) => one.case === wanted) ?? found[0]
  if (folded.length < 2 || !/^[a-z]/.test(folded)) return undefined
  const gender = latin.get(soundKey(folded))
  return gender === undefined ? undefined : { nominative: folded, gender, case: 'nominative' }
}

/** One name in Russian and in Ukrainian. */
const pairs =
  'Александр/Олександр Алексей/Олексій Андрей/Андрій Владимир/Володимир Сергей/Сергій Виталий/Віталій Иван/Іван Кирилл/Кирило ' +
  'Юрий/Юрій Игорь/Ігор Вячеслав/В’ячеслав Дмитрий/Дмитро Николай/Микола Валерий/Валерій Рафаэль/Рафаель Эммануэль/Еммануель ' +
  'Евгений/Євген Михаил/Михайло Павел/Павло Виктор/Віктор Геннадий/Геннадій Григорий/Григорій Мария/Марія Анатолий/Анатолій'

/** A first name written in Latin letters, as Russian or Ukrainian writes it; undefined where none sounds the same. */
export function cyrillicFirstName(name: string, language: 'ru' | 'uk'): string | undefined {
  const key = soundKey(fold(name))
  const found = `${cyrillicMen} ${cyrillicWomen}`.split(' ').find((one) => soundKey(fold(one)) === key)
  if (found === undefined) return undefined
  const pair = pairs
    .split(' ')
    .map((both) => both.split('/') as [string, string])
    .find((both) => both.includes(found))
  return pair === undefined ? found : pair[language === 'ru' ? 0 : 1]
}

/**
 * People who speak for regions and bodies in the news, as their offices publish it (as of November 2025), so that a name close to
 * one of them, in the same office, is noticed. Nobody is corrected: offices change hands.
 */
export interface KnownPerson {
  readonly name: string
  /** What must stand in the text too: the region’s or body’s name by its beginning, folded, in either script. */
  readonly beside: RegExp
  readonly office: string
}

const governor = (name: string, office: string, beside: RegExp): KnownPerson => ({ name, beside, office })

export const knownPeople: readonly KnownPerson[] = [
  governor('Igor Artamonov', 'governor of Lipetsk Oblast', /lipets|липец/u),
  governor('Vyacheslav Gladkov', 'governor of Belgorod Oblast', /belgorod|белгород|бєлгород/u),
  governor('Alexander Bogomaz', 'governor of Bryansk Oblast', /bryansk|briansk|брянск/u),
  governor('Alexander Khinshtein', 'governor of Kursk Oblast', /kursk|курск/u),
  governor('Alexander Gusev', 'governor of Voronezh Oblast', /voronezh|воронеж/u),
  governor('Dmitry Milyaev', 'governor of Tula Oblast', /tula|тул[ьаи]/u),
  governor('Andrey Klychkov', 'governor of Oryol Oblast', /oryol|orel|орл|орел/u),
  governor('Vladislav Shapsha', 'governor of Kaluga Oblast', /kaluga|калу/u),
  governor('Vasily Anokhin', 'governor of Smolensk Oblast', /smolensk|смолен/u),
  governor('Pavel Malkov', 'governor of Ryazan Oblast', /r[yi]azan|рязан/u),
  governor('Evgeny Pervyshov', 'governor of Tambov Oblast', /tambov|тамбов/u),
  governor('Roman Busargin', 'governor of Saratov Oblast', /saratov|саратов/u),
  governor('Andrey Bocharov', 'governor of Volgograd Oblast', /volgograd|волгоград/u),
  governor('Yury Slyusar', 'governor of Rostov Oblast', /rostov|ростов/u),
  governor('Veniamin Kondratyev', 'governor of Krasnodar Krai', /krasnodar|краснодар|кубан/u),
  governor('Andrey Vorobyov', 'governor of Moscow Oblast', /moscow|москов|подмоск/u),
  governor('Sergei Sobyanin', 'mayor of Moscow', /moscow|москв|столиц/u),
  governor('Mikhail Vedernikov', 'governor of Pskov Oblast', /pskov|псков/u),
  governor('Alexander Drozdenko', 'governor of Leningrad Oblast', /leningrad|ленинград/u),
  governor('Gleb Nikitin', 'governor of Nizhny Novgorod Oblast', /nizhn|нижегород|нижн/u),
  governor('Oleg Melnichenko', 'governor of Penza Oblast', /penza|пенз/u),
  governor('Vyacheslav Fedorishchev', 'governor of Samara Oblast', /samara|самар/u),
  governor('Mikhail Razvozhaev', 'governor of Sevastopol', /sevastopol|севастопол/u),
  governor('Oleh Syniehubov', 'head of Kharkiv Oblast', /khark[io]v|харк|харьк/u),
  governor('Serhii Lysak', 'head of Dnipropetrovsk Oblast', /dnipro|dnepr|дніпр|днепр/u),
  governor('Ivan Fedorov', 'head of Zaporizhzhia Oblast', /zapor|запор/u),
  governor('Oleh Kiper', 'head of Odesa Oblast', /odes|одес/u),
  governor('Oleh Hryhorov', 'head of Sumy Oblast', /sumy|сум[иыс]/u),
  governor('Vitalii Kim', 'head of Mykolaiv Oblast', /mykola|nikola|микола|никола/u),
  governor('Oleksandr Prokudin', 'head of Kherson Oblast', /kherson|херсон/u),
  governor('Viacheslav Chaus', 'head of Chernihiv Oblast', /cherni[hg]|черніг|черниг/u),
  governor('Vitali Klitschko', 'mayor of Kyiv', /ky?i[ey]?v|київ|києв|киев/u),
  governor('Dmitry Peskov', 'spokesman of the Russian president', /russia|kremlin|росси|кремл/u),
  governor('Rafael Grossi', 'director general of the IAEA', /iaea|магат/u),
]

/** Ukrainian areas under the names they had before, or have in widespread data sets. */

/** By KATOTTH code: names that were official until the renamings of 2021 to 2024, in which older alerts and maps are written. */
export const formerNames: { readonly [katotth: string]: readonly string[] } = {
  UA07020000000048211: ['Володимир-Волинський район', 'Volodymyr-Volynskyi Raion'],
  UA07020010010041660: ['Володимир-Волинський', 'Volodymyr-Volynskyi'],
  UA12100000000039307: ['Новомосковський район', 'Novomoskovskyi Raion'],
  UA12100070010038698: ['Новомосковськ', 'Novomoskovsk'],
  UA18080000000016657: ['Новоград-Волинський район', 'Novohrad-Volynskyi Raion'],
  UA18080150010017476: ['Новоград-Волинський', 'Novohrad-Volynskyi'],
  UA44120000000092852: ['Сєвєродонецький район', 'Sievierodonetskyi Raion'],
  UA44120110010072887: ['Сєвєродонецьк', 'Sievierodonetsk'],
  UA46120000000057093: ['Червоноградський район', 'Chervonohradskyi Raion'],
  UA46120130010071117: ['Червоноград', 'Chervonohrad'],
  UA63060000000053698: ['Красноградський район', 'Krasnohradskyi Raion'],
  UA63060050010042407: ['Красноград', 'Krasnohrad'],
}

/** Slips of the pen in widespread data sets, with what they stand for; tried only where no area has the name as written. */
export const knownSlips: { readonly [slip: string]: string } = {
  андрівська: 'андріївська',
  веренчацька: 'веренчанська',
  гостомелська: 'гостомельська',
  диканьська: 'диканська',
  'дубриницько малоберезня': 'дубриницько малоберезнянська',
  карапачівська: 'карапчівська',
  криниченська: 'криничненська',
  лутугінська: 'лутугинська',
  монастрищенська: 'монастирищенська',
  новояворівськ: 'новояворівська',
  райгородська: 'райгородоцька',
  'русько полянська': 'руськополянська',
  сєверодонецька: 'сєвєродонецька',
  'слобідсько кульчієвецьк': 'слобідсько кульчієвецька',
  харцизьк: 'харцизька',
}

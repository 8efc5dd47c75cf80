/** Roots that Russian and Ukrainian names share in different letters: Константиновка is Костянтинівка, Волчанск Вовчанськ. */

/** As they sound: Russian, then Ukrainian. Vowels that only alternate (о and і, е and і) need no line here. */
const pairs: readonly (readonly [string, string])[] = `
konstantin kostiantin; nikolaev mikolaiv; nikol mikol; nikit mikit; nikifor nikifor; aleksandr oleksandr; aleksee oleksii
aleksei oleksii; aleks oleks; elizavet elizavet; ekaterin katerin; elen olen; anno gann; annov gannivk; andree andrii
sergee sergii; filip pilip; osip iosip; evgen evgen; ignat gnat; agafi gaf; akim iakim; arkad arkad; avram avram
slavian slovian; volč vovč; volk vovk; želt žovt; žolt žovt; ugl vugl; ugol vugil; kamen kamian; kamensk kamiansk
rovn rivn; tolst tovst; dolg dovg; polk povk; solnečn soniačn; krest grest; pervo peršo; pervomai pervomai; pesčan pisčan
svetl svitl; svet svit; zvezd zirk; sneg snig; verg verg; volni vilni; volnoi vilni; voln viln; bolš bilš; olgov vilgiv
iužn pivden; severn pivničn; vostočn sgidn; zapadn zagidn; sredn seredn; vorob gorob; krasn červon; sovetsk radiansk
iablon iablun; orlov orliv; medved vedmed; čerkas čerkas; petropavl petropavl; vladimir volodimir; goluboi golub
koz kozia; zolot zolot; solen solon; gluk glug; gnil gnil; gust gust; kirn kern; pčeln bdžil; mosk mosk; dvureč dvorič
verblužk verblužk; uspen uspen; voznesen voznesen; voskresen voskresen; roždestven rizdvian; molč movč; stolb stovp
`
  .trim()
  .split(/[;\n]\s*/)
  .map((line) => line.split(' ') as [string, string])
  .filter(([russian, ukrainian]) => russian !== ukrainian)

const byStart = new Map<string, (readonly [string, string])[]>()
for (const pair of pairs) {
  const start = pair[0].slice(0, 2)
  byStart.set(start, [...(byStart.get(start) ?? []), pair])
}

/** The sound of a Russian name as its Ukrainian cousin would begin; nothing where no root has one. */
export function ukrainianSounds(sound: string): string[] {
  const found: string[] = []
  for (const [russian, ukrainian] of byStart.get(sound.slice(0, 2)) ?? [])
    if (sound.startsWith(russian)) found.push(ukrainian + sound.slice(russian.length))
  return found
}

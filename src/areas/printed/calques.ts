/** Parts of place names that translators turn into English words: “Big Soldier” is Bolshesoldatsky, “New Moscow” Novomoskovsk. */

/** English words, a colon, the roots they stand for as they sound in Russian and Ukrainian names. */
const table = `
big great large grand: bolše bolš velik veliko
small little lesser minor: malo mal
new: novo nov
old ancient: staro star
red: krasno krasn krasnai červono červon
white: belo bel bilo bil bila
black: černo čern čorno čorn
green: zeleno zelen
blue: sin golub blakit
yellow: želt žolt žovt
gold golden: zoloto zolot
silver: serebr srib sribn
iron: železno želez zalizn
stone rock stony rocky: kamen kamian kamiano
sand sandy: pesčano pesč pesočn pisčan
clay: glin
salt salty: sol solon solono
upper high top: verkgne vergn vergno vergne visoko visok
lower low bottom nether: nižne nižn nižno nižni
middle central mid center centre: sredne sredn central seredn
far distant long-distance: dalne daln
near: bližn bližne
long: dolgo dolg dovg dovgo
short: korotk korotko
wide broad: široko širok
deep: glubok gliboko
steep: kruto krut
straight: priam
crooked curved: krivo kriv krivi
quick fast rapid: bistro bistr
quiet silent still: tiko tigo tig tikg
dry: sugo sukgo
wet: mokro mokr
cold: golodno golodn golod
warm hot heat: teplo tepl gariač gorač
good kind: dobro dobr
beautiful pretty: krasno prekrasn garn
merry cheerful fun jolly happy: veselo vesel ščastliv śasliv śastliv
rich wealthy: bogato bogat bagato bagat
free: volno voln vilno viln svobodn
freedom liberty: svobod vol vil
holy saint sacred: svato sviato sviat
peace peaceful: mir mirno mirn
victory: pobed peremog peremožn
friendship: družb
labor labour work: trud
worker working: raboč robitnič
peasant: krestian seliansk
soldier: soldat
cossack: kozač kozač kazač kozak
guard guards: gvardei
army: armei
partisan: partizan
pioneer: pioner
communist commune: kommunar komunar
soviet council: sovet radian
october: oktiabr žovtnev
may: mai pervomai pervomaisk
first: pervo perv perš peršo
second: vtor drug
three: tre tri
five: piati piat
seven: semi sem
hundred: sto
moscow: moskov moskv
russian: russk rus
tatar: tatar
turkish: tureck
polish: polsk
german: nemec nimec
city town: gorod grad gorodec mist mistečk
village: selo sel
settlement: poselok selišč
house home: dom
yard: dvor
bridge: most mosto
road way: dorog
gate: vorot
market bazaar: bazar tor torg
mill: melnič mlin melnic
well: kolodez kolodec krinic
spring source key: kluč kliuč rodnik džerel
water waters: vodo vod vodi vodian
river: reč rečn rič
lake: ozero ozer ozern
sea: more mor primor
bay: buht
island: ostrov ostrovo
shore coast bank: bereg berig
forest wood woods: leso les lis lisn
field: polo pol pole pilsk
meadow: lug lugo
steppe: step stepn
mountain mount: goro gor gora girn girsk
hill: golm gorb bugor mogil
ravine gully: iar balk ovrag
valley: dol dolin
cave: pešer peśer
oak: dubo dub
birch: berezo berez
pine: sosno sosn
linden lime: lip lipo
willow: verb ivn
alder: olg vilg
apple: iablon iablun iabloč
cherry: višn višnevo
pear: gruš
nut: oreg gorig
berry: iagod
grass: trav
rose: roz
flower: cvet kvit
wheat: pšenič
millet: pros
sun sunny: solnečn solnc soniačn
star: zvezd zor zirk
dawn: zar zor rassvet svitan
winter: zim
wind: vetr vitr
storm: bur
wolf: volč vovč volk vovk
bear: medved vedmed
fox: lis lisič
hare rabbit: zaič
deer: olen
beaver: bobr bobro
boar: kaban
lion: lev levo
bull ox: bik bič
cow: korov
horse: kon kobil
goat: koz
sheep ram: baran ovč
pig: svin
fish: rib ribn
eagle: orl orlov orel
falcon: sokol
hawk: iastreb
crow raven: voron
crane: žuravl
swan: lebed lebedin
goose: gus
duck: utk kačk
stork: leleč
bee: pčel bdžol
snake: zmei zmi
head: golov
eye: glaz ok
hand arm: ruk
foot leg: nog
horn: rog rig
nose: nos
heart: serd
king royal tsar: car korol
prince: kniaz kniaž
lord: pan
governor: gubernator
bishop: vladik
monk monastery: monastir čern
church: cerkv cerkov cerk
cross: krest gresto
trinity: troic troick
savior saviour: spas spassk
resurrection: voskresen
assumption dormition: uspen
transfiguration: preobražen
intercession protection veil: pokrov
nativity christmas: roždestven rizdv
archangel: argangel
god: bog
tolstoy thick: tolst
steel: stal
coal: ugol ugle vugle vugil
energy power: energo
mine mines: šagt šagtar šagtersk
mountainous: gorno
victory-day: pobed
southern south: južno iužn iužno pivden pivdenn
northern north: severo severn pivničn
eastern east: vostočn voskodn sgidn sgodn
western west: zapadn zagidn
border: granič prikordon
rapids threshold: porož porog
beyond: za zadn
dnieper: dnepro dnipro
don: don donsk
siberia: sibir
`

const roots = new Map<string, readonly string[]>()
for (const line of table.trim().split('\n')) {
  const [english = '', sounds = ''] = line.split(': ')
  for (const word of english.split(' '))
    roots.set(word, [...new Set([...(roots.get(word) ?? []), ...sounds.split(' ')])])
}

const mostReadings = 60

/**
 * How a name sounds when its English words are put back, or nothing when none of them is one. Words that are no English
 * stay as they sound, so that “New Oskol” is read too.
 */
export function readCalque(words: readonly string[], soundOf: (word: string) => string): string[] {
  if (words.length === 0 || words.length > 4 || !words.some((word) => roots.has(word))) return []
  let readings = ['']
  for (const word of words) {
    const known = roots.get(word)
    const options = known === undefined ? [soundOf(word)] : known
    readings = readings.flatMap((reading) => options.map((option) => reading + option)).slice(0, mostReadings)
  }
  return readings
}

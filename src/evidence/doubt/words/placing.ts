/** How texts say that a place lies in another, and what shows that they say something else. On folded words. */

/** Before a name: something is there. */
export const placedAt =
  /^(?:in|at|near|outside|over|above|on|hit|struck|attacked|around|в|во|у|під|под|над|біля|возле|близ|поблизу|около|по)$/
/** Before a name: something or somebody comes from there, and is elsewhere now. */
export const fromThere =
  /^(?:from|of|leaving|resident|residents|native|natives|citizen|citizens|из|с|со|від|із|з|зі|от|житель\S*|жител\S*|уроженец\S*|уроженк\S*|мешкан\S*|уродженец\S*|уродженк\S*|родом)$/
/** In the sentence: a border, a way, a name that changed, or a mistake that the text tells of itself. */
export const besides =
  / (?:borders?|bordering|neighbou?ring|adjacent|direction|directions|towards?|route|road|highway|street|avenue|formerly|former|renamed|namesake|mistak\S*|wrong\S*|confus\S*|fake|not|annexed|occupied|exiled|relocated|moved|transferred|between|against|friendly|twin) | (?:границ\S*|граничащ\S*|соседн\S*|направлени\S*|трасс\S*|дорог\S*|улиц\S*|бывш\S*|переименован\S*|ошибочн\S*|ошибк\S*|перепута\S*|фейк\S*|не|оккупированн\S*|эвакуированн\S*|переехал\S*|между) | (?:кордон\S*|межує|межують|сусідн\S*|напрямк\S*|трас\S*|шлях\S*|вулиц\S*|колишн\S*|перейменован\S*|помилков\S*|помилк\S*|переплута\S*|окупован\S*|евакуйован\S*|переїха\S*|між) /u

/** Names of weapons and places as they stand in any of the languages, often in Latin letters in a Cyrillic text. */
import type { SignWords } from './sign-words.ts'

export const everywhere: SignWords = {
  missile:
    'kalibr* калібр* калибр* kinzhal* kindzhal* кинджал* кинжал* iskander* іскандер* искандер* zircon* tsirkon* циркон* oreshnik* орєшнік* орешник* рубіж рубеж kh_22 kh_32 kh_47* kh_55* kh_59* kh_69* kh_101* kh_555* х_22 х_32 х_47* х_55* х_59* х_69* х_101* х_555* s_300* s_400* с_300* с_400* storm_shadow himars atacms scalp neptune* flamingo tomahawk* рс_26 rs_26 х101 х22 kn_23 onyx* онікс* оникс*',
  drone:
    'shahed* шахед* geran* герань герані герани гераней geranium* uav uavs uas бпла бпак fpv lancet* mopeds gerbera* гербер* bayraktar*',
  bomber:
    'tu_22* tu_95* tu_160* ту_22* ту_95* ту_160* mig_31* міг_31* миг_31* tu22* tu95* tu160* b_52* b_1b b_2',
  aircraft:
    'su_24* su_25* su_27* su_30* su_34* su_35* su_57* су_24* су_25* су_27* су_30* су_34* су_35* су_57* f_15* f_16* f_18* f_35* ф_16 mirage* a_50* а_50* il_78* іл_78* ил_78* mig_29* міг_29* миг_29*',
  transporter: 'il_76* іл_76* ил_76* an_124* ан_124* an_26* ан_26*',
  airfield:
    'engels* енгельс* энгельс* olenya* olenia* olenegorsk* оленья оленьей оленью оленьє* shaykovka* шайковк* mozdok* моздок* savasleyka* савасле* belaya бєла* soltsy сольци сольц* ukrainka украинка українка diaghilevo дягілєв* дягилев* akhtubinsk* ахтубінськ* ахтубинск* primorsko_akhtarsk* приморсько_ахтарськ* приморско_ахтарск*',
  airspace: 'notam notams',
}

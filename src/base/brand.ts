/** Types that share a representation but must not be mixed up: an alert's id is a string, yet not any string. */
declare const brand: unique symbol

export type Brand<Representation, Name extends string> = Representation & { readonly [brand]: Name }

/**
 * How fast dangers that come from somewhere may come, so that people are warned in time. The figures are those that are
 * published for whole kinds, rounded outwards: for a warning, too early is the better mistake.
 */
import type { SpeedRange } from './threat.ts'

/** By the threat's id, km/h over the ground. What is not listed is unknown, and nothing is reckoned from it. */
export const threatSpeeds: { readonly [threat: string]: SpeedRange } = {
  // Propeller-driven Shahed-136: 150–170 cruising (Ukraine's Air Command East, November 2023), 185 at most (makers'
  // figure, widely reprinted); jet-driven successors are reported at up to 600; small scouts fly at about 100.
  drone: { from: 100, to: 600 },
  // Subsonic kinds fly at Mach 0.6–0.8 low over the ground, about 700–970; the fastest supersonic ones (Kh-22, Mach 3.5
  // and more) near 4,000. Published figures of the CSIS Missile Defense Project's “Missile Threat”.
  'cruise-missile': { from: 700, to: 4_000 },
  // Short-range kinds burn out at 1.5–2.1 km/s (Scud-B, Iskander-M), 5,400–7,600; over the ground, with climb and fall,
  // the mean is lower. Same source.
  'ballistic-missile': { from: 3_600, to: 8_000 },
  // Mach 4 when it leaves the bomber's climb, Mach 10 or 12,350 claimed at most (Russian Ministry of Defence, March 2018).
  'aeroballistic-missile': { from: 4_900, to: 12_400 },
  // Let go at the aircraft's speed, subsonic to just supersonic, and slowing as it glides.
  'guided-bomb': { from: 400, to: 1_300 },
  // From a slow attack aircraft's approach to an interceptor's Mach 2.8 (makers' figures).
  aircraft: { from: 300, to: 3_000 },
  // Inshore about 30–50, over the deep ocean up to 950: √(g × depth), as NOAA and tide services explain it.
  tsunami: { from: 30, to: 950 },
}

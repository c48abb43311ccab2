/**
 * Everybody who plays without being a person, by name.
 */

import { type Lane, VERBS, type Verb } from '../model/command'
import { allIn, late } from './bots-scripted'
import { greedy, oracle } from './oracle'
import { type Hire, idle, random, scripted, spam, sticker, troubled } from './players'

/** The lanes as the bots call them that use nothing else. */
const SINGLE: Readonly<Record<string, Lane>> = { 'all:k8s': 'bowl', 'all:vm': 'boxes', 'all:metal': 'slab' }

const NAMED: Readonly<Record<string, Hire>> = {
  idle,
  random,
  sticker,
  ...Object.fromEntries(VERBS.map(verb => [`spam:${verb}`, spam(verb)])),
  late,
  ...Object.fromEntries(Object.entries(SINGLE).map(([name, lane]) => [name, allIn(lane)])),
  solution: (course, seed) => scripted(course.level.solution)(course, seed),
  greedy,
  arsonist: troubled(greedy),
  oracle,
}

export const BOTS: readonly string[] = Object.keys(NAMED)

export const botNamed = (name: string): Hire | undefined => (BOTS.includes(name) ? NAMED[name] : undefined)

/** Those whose verb the level allows. */
export const botsFor = (may: readonly string[]): readonly string[] =>
  BOTS.filter(name => !name.startsWith('spam:') || may.includes(name.slice('spam:'.length) as Verb))

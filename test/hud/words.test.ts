import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AT_FIRST } from '../../src/hud/prompts'
import type { LevelWords } from '../../src/hud/screen'
import { wordsOf } from '../../src/hud/words'
import { SAYING_KEYS, wordsOf as told } from '../../src/level/condition-words'
import { LANES, VERBS } from '../../src/model/command'
import { GAME_REASONS } from '../../src/model/happening'
import { LOSSES } from '../../src/model/traffic'
import { ERAS } from '../../src/model/units'
import { STICKERS } from '../../src/model/workload'
import { DEVICES } from '../../src/session/actions'
import { RUN_PROBLEMS } from '../../src/session/run-reading'
import { METALS } from '../../src/view/debrief-view'
import { fromLevel, system, ui } from '../../src/view/phrase'
import { LAMPS } from '../../src/view/plane-view'
import { PLATE_KINDS, PLATE_STATES } from '../../src/view/plate-view'
import { RIDER_STATES } from '../../src/view/rider-view'
import { TONES } from '../../src/view/tone'
import { WORDS as english } from '../words'

const words = wordsOf({ name: 'Drop {In}', say: '{device, select, touch {Tap} other {Press {keyMOVE}}} it' })

describe('A phrase becomes a sentence', () => {
  const cases = [
    ['of the interface, with its values', ui('does.ROUTE.bowl', { name: 'hello' }), 'put hello in the bowl'],
    ['with plurals', ui('next.gpus', { count: 2 }), '2 GPUs'],
    ['of the level, with what the keys are called', fromLevel('say'), 'Press Right arrow it'],
    ['of the level, as it stands when it is damaged', fromLevel('name'), 'Drop {In}'],
    ['of a system, as it was said', system('0/3 nodes are available'), '0/3 nodes are available'],
    ['which is its key when the interface has no word', ui('no.such.word'), 'no.such.word'],
    ['which is its key when the level has no word', fromLevel('say.nothing'), 'say.nothing'],
    ['which is its key when a value is missing', ui('does.ROUTE.bowl'), 'does.ROUTE.bowl'],
    ['and nothing stays nothing', undefined, ''],
  ] as const

  it.each(cases)('%s', (_, phrase, sentence) => expect(words.say(phrase)).toBe(sentence))

  it('even when the word itself is damaged', () => {
    expect(wordsOf({}, { broken: '{count, plural' }).ui('broken')).toBe('broken')
  })
})

describe('A goal is told from what is checked', () => {
  const cases = [
    [{ is: 'metric', metric: 'riders.landed', gte: 3 }, 'Riders in service: at least 3'],
    [{ is: 'metric', metric: 'budget.leftPpm', gte: 900_000 }, 'Error budget left: at least 90%'],
    [{ is: 'metric', metric: 'rider.landed', of: 'render', eq: 1 }, 'render is in service'],
    [{ is: 'metric', metric: 'cost.microUnits', lte: 6_500_000 }, 'Cost: at most 6.5'],
    [{ is: 'metric', metric: 'hands.busy', in: [0, 1] }, 'Hands busy: one of 0 or 1'],
    [
      {
        is: 'all',
        of: [
          { is: 'metric', metric: 'rider.up', of: 'till', eq: 1 },
          { is: 'metric', metric: 'machines.ordered', eq: 0 },
        ],
      },
      'till is up and Machines ordered: exactly 0',
    ],
  ] as const

  it.each(cases)('%j', (condition, sentence) =>
    expect(words.say({ from: 'condition', saying: told(condition as never) })).toBe(sentence),
  )
})

describe('There is a word for', () => {
  const verbs = VERBS.filter(verb => verb !== 'ROUTE')
  const needed = {
    'every lane': LANES.flatMap(lane => [`lane.${lane}`, `lane.${lane}.about`, `does.ROUTE.${lane}`]),
    'every verb, on whatever it is used': verbs.flatMap(verb =>
      ['none', 'order', 'node', 'host', 'plane', 'queue', ...LANES].map(on => `does.${verb}.${on}`),
    ),
    'all of it, as short as a button': Object.keys(english)
      .filter(key => /^does\.[A-Z]/.test(key))
      .map(key => key.replace('does.', 'short.')),
    'every hand at work': VERBS.map(verb => `doing.${verb}`),
    'every rider’s state': RIDER_STATES.map(state => `rider.${state}`),
    'every plate': [...PLATE_KINDS, ...PLATE_STATES].map(word => `plate.${word}`),
    'every lamp of the control plane': LAMPS.flatMap(part => [`plane.${part}`, `plane.${part}.inWords`]),
    'every tone': TONES.map(tone => `lane.load.${tone}`),
    'every sticker': STICKERS.map(sticker => `sticker.${sticker}.means`),
    'every loss, and what to look at': LOSSES.flatMap(loss => [`loss.${loss}`, `watch.${loss}`]),
    'all that the game itself tells': GAME_REASONS.map(reason => `told.${reason}`),
    'every metal': METALS.map(metal => `metal.${metal}`),
    'every era': ERAS.map(era => `era.${era}`),
    'every condition': SAYING_KEYS,
    'every run that does not open': RUN_PROBLEMS.map(problem => `problem.${problem}`),
    'every refusal of the rules': keysIn('../../src/rules', /'(refused\.\w+)'/g),
    'whatever the view says': keysIn('../../src/view', /(?:ui\(|\?\? |: )'([a-z]+\.[\w.]+)'/g),
    'whatever the HUD says': keysIn('../../src/hud', /(?:ui|section)\([^`)]*'([a-z]+\.[\w.]+)'/g),
    'whatever the page says': keysIn('../../src/page', /'((?:notify|problem|progress)\.[\w.]+)'/g),
  }
  it.each(Object.entries(needed))('%s', (_, keys) => {
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.filter(key => !(key in english))).toEqual([])
  })
})

/** What the files of a folder name. */
function keysIn(folder: string, key: RegExp): readonly string[] {
  const url = new URL(`${folder}/`, import.meta.url.replace(/^.*\/test\//, `file://${process.cwd()}/test/`))
  const texts = readdirSync(url).filter(file => file.endsWith('.ts'))
  return texts.flatMap(file =>
    [...readFileSync(new URL(file, url), 'utf8').matchAll(key)].map(([, found]) => found ?? ''),
  )
}

describe('What a level says', () => {
  const levels = readdirSync('levels')
    .filter(file => /^[LC]\d\d-.*\.json$/.test(file))
    .map(file => JSON.parse(readFileSync(`levels/${file}`, 'utf8')) as { id: string; words: { en: LevelWords } })
  const heard = DEVICES.flatMap(device =>
    levels.flatMap(({ id, words: { en } }) =>
      Object.keys(en).map(key => {
        const spoken = wordsOf(en, undefined, { ...AT_FIRST, device }).say(fromLevel(key))
        return { at: `${id} ${key} ${device}`, key, spoken }
      }),
    ),
  )

  it('is a sentence on every device, without holes', () => {
    expect(heard.filter(({ spoken }) => /[{}]|^$/.test(spoken)).map(({ at }) => at)).toEqual([])
  })

  it('is a dozen words at most when it is called out; what is in brackets is the device', () => {
    const lengthOf = (spoken: string) => spoken.replace(/\([^)]*\)/g, '').match(/[\p{L}\d’'-]+/gu)?.length ?? 0
    const lines = heard.filter(({ key }) => key.startsWith('say.') || key.startsWith('hint.'))
    expect(lines.filter(({ spoken }) => lengthOf(spoken) > 12).map(({ at, spoken }) => `${at}: ${spoken}`)).toEqual([])
  })
})

// @vitest-environment node
import { readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { makeAtlas, pictures } from '../../assets/art/atlas'
import { MEANT, orphansIn } from '../../assets/art/orphans'
import { type Picture, widthOf } from '../../assets/art/pixels'
import { posesOf } from '../../assets/art/poses'
import { RIDERS } from '../../assets/art/riders'
import { contactSheet } from '../../assets/art/sheet'
import { STICKERS } from '../../src/model/workload'
import { figureOf } from '../../src/scenes/figures'
import type { Role } from '../../src/view/palette'
import { pipName } from '../../src/view/pips'
import { TONES } from '../../src/view/tone'

const built = makeAtlas()
const committed = (name: string) => readFileSync(new URL(`../../assets/art/${name}`, import.meta.url))

/** Pixel by pixel, however they are packed. */
function areAlike(one: Buffer, other: Buffer) {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)]
  return a.width === b.width && a.height === b.height && a.data.equals(b.data)
}

describe('The atlas', () => {
  it('is what its sources draw: `node --import tsx assets/art/build.ts`', () => {
    expect(committed('atlas.json').toString()).toBe(built.json)
    expect(areAlike(built.png, committed('atlas.png'))).toBe(true)
  })

  it('can be looked at on a sheet that the same script makes', () => {
    expect(areAlike(contactSheet(pictures()), committed('sheet.png'))).toBe(true)
  })

  it('keeps its frames apart, with a pixel of their own edge around each', () => {
    const frames = Object.values(built.frames)
    const touching = frames.filter((one, at) =>
      frames.slice(at + 1).some(other => {
        const apartX = one.x + one.w + 2 <= other.x || other.x + other.w + 2 <= one.x
        const apartY = one.y + one.h + 2 <= other.y || other.y + other.h + 2 <= one.y
        return !apartX && !apartY
      }),
    )
    expect(touching).toEqual([])
  })

  it('has a figure for every sticker, and a sticker, a pip and a lamp for every meaning', () => {
    for (const sticker of STICKERS) {
      expect(built.frames).toHaveProperty([`${figureOf('anybody', [sticker])}/coast-0`])
      expect(built.frames).toHaveProperty([`sticker/${sticker}`])
    }
    for (const tone of TONES) {
      expect(built.frames).toHaveProperty([pipName({ state: 'serving', tone })])
      expect(built.frames).toHaveProperty([`lamp/${tone}`])
      expect(built.frames).toHaveProperty([`pip/serving-${tone}/pattern`])
      expect(built.frames).toHaveProperty([`lamp/${tone}/pattern`])
    }
  })
})

describe('With patterns', () => {
  it.each(['pip/serving-', 'lamp/'])('a %s tells every tone without its colour', what => {
    const shadows = TONES.map(tone => shadowOf(pictures()[`${what}${tone}/pattern`]!))
    expect(new Set(shadows).size).toBe(TONES.length)
  })
})

describe('Houses of the street', () => {
  it.each([0, 1, 2, 3, 4])('say by their shape whether they are closed: %i', roof => {
    const [closed = '', open = ''] = [
      `street/closed-${roof}`,
      roof === 4 ? 'street/hall-0' : `street/house-${roof}`,
    ].map(name => shadowOf(pictures()[name]!))
    expect([...closed].filter((dot, at) => dot !== open[at]).length).toBeGreaterThan(100)
  })
  it('have a flag and a medal of their own for each metal', () => {
    for (const metal of ['gold', 'silver', 'bronze'])
      for (const kind of ['flag', 'medal']) expect(built.frames).toHaveProperty([`${kind}/${metal}`])
  })
})

/** Dark and light alone. */
const shadowOf = (drawn: Picture) => drawn.map(row => row.map(role => (role === 'ink' ? ' ' : 'c')).join('')).join('/')

describe('A single pixel', () => {
  const meant = (name: string, role: Role) =>
    MEANT.findIndex(([begins, roles]) => name.startsWith(begins) && roles.includes(role))
  const orphans = Object.entries(pictures()).flatMap(([name, drawn]) =>
    orphansIn(drawn).map(({ x, y, role }) => ({ name, role, at: `${x},${y}`, meant: meant(name, role) })),
  )

  it('belongs to what is beside it, or is meant to stand alone', () => {
    expect(orphans.filter(orphan => orphan.meant < 0)).toEqual([])
  })
  it('is declared only where there is one', () => {
    const used = new Set(orphans.map(orphan => orphan.meant))
    expect(MEANT.filter((_, at) => !used.has(at))).toEqual([])
  })
  it('of another colour is found', () => {
    const drawn: Picture = [
      ['leaf', 'leaf', 'leaf'],
      ['leaf', 'red', 'leaf'],
      ['leaf', 'leaf', 'leaf'],
    ]
    expect(orphansIn(drawn)).toEqual([{ x: 1, y: 1, role: 'red' }])
  })
})

describe('The pictures', () => {
  it('have rows of one length', () => {
    const ragged = Object.entries(pictures()).filter(([, drawn]) => drawn.some(row => row.length !== widthOf(drawn)))
    expect(ragged.map(([name]) => name)).toEqual([])
  })

  it('of riders are 16x24 in every pose', () => {
    for (const look of Object.values(RIDERS)) {
      for (const pose of Object.values(posesOf(look))) expect([widthOf(pose), pose.length]).toEqual([16, 24])
    }
  })

  it('of riders can be told apart as mere shadows', () => {
    const kinds = ['ghost-0', 'anchor-0', 'bolt-0', 'packer-0'].map(name => posesOf(RIDERS[name]!)['coast-0']!)
    for (const one of kinds) {
      for (const other of kinds) if (one !== other) expect(differing(one, other)).toBeGreaterThan(30)
    }
  })
})

/** How many pixels of two shadows differ. */
const differing = (one: Picture, other: Picture) =>
  one.flatMap((row, y) => row.filter((role, x) => (role === undefined) !== (other[y]?.[x] === undefined))).length

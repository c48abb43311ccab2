import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { random } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { LONG_LINK, linkOf, MOST_INFLATED, readLink } from '../../src/session/link'
import { isRunLink, type RunFile, runFileOf } from '../../src/session/run-file'
import { aCourse } from '../given'

const COURSE = aCourse({ slo: 0 })
const fileOf = (seed: number): RunFile => runFileOf(playOut(COURSE, seed, random), { planned: false, rewound: false })
const FILE = fileOf(1)
const LINK = linkOf(FILE)

/** Whoever opens a link asks both: whether it is one, and what is in it. */
const opened = (link: string) => isRunLink(link) && readLink(link).kind === 'run'

/** As the link's own checksum is made, so that what lies behind it can be tried. */
function sealed(packed: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < packed.length; i += 1) hash = Math.imul(hash ^ packed.charCodeAt(i), 0x01000193)
  return `#run=1.${(hash >>> 0).toString(16).padStart(8, '0')}.${packed}`
}

/** By Node's own deflate: ours takes half a second for what grows without end. */
const packed = (text: string) => deflateRawSync(text, { level: 9 }).toString('base64url')

describe('A link', () => {
  it('carries a run whole', () => {
    for (const seed of [1, 2, 3]) expect(readLink(linkOf(fileOf(seed)))).toEqual({ kind: 'run', file: fileOf(seed) })
  })

  it('is short enough for a chat, and of letters that no chat eats', () => {
    expect(LINK.length).toBeLessThan(LONG_LINK)
    expect(LINK).toMatch(/^#run=1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$/)
  })
})

describe('A link is refused, and never throws, when', () => {
  it('it was cut anywhere', () => {
    for (let length = 0; length < LINK.length; length += 1)
      expect([length, opened(LINK.slice(0, length))]).toEqual([length, false])
  })

  it('any one of its characters is another (seed 10)', () => {
    const other = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.#=% é')
    fc.assert(
      fc.property(fc.nat({ max: LINK.length - 1 }), other, (at, letter) => {
        fc.pre(letter !== LINK[at])
        expect(opened(LINK.slice(0, at) + letter + LINK.slice(at + 1))).toBe(false)
      }),
      {
        seed: 10,
        numRuns: 400,
        examples: [
          [5, 'x'],
          [5, '2'],
          [6, '-'],
          [0, '?'],
        ],
      },
    )
  })

  it('something was put behind it', () => {
    for (const more of ['.', '.x', 'x', '&y=1']) expect(opened(LINK + more)).toBe(false)
  })

  it('it is any other text (seed 11)', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(opened(`#run=${text}`)).toBe(false)
      }),
      { seed: 11, numRuns: 200 },
    )
  })

  it.each([
    ['is no base64', sealed('!!!'), 'run.cut'],
    ['is no deflated text', sealed('AAAAAAAA'), 'run.cut'],
    ['is no JSON', sealed(packed('hello')), 'run.notJson'],
    ['is no run', sealed(packed('{}')), 'run.wrong'],
    ['would grow beyond what a run can be', sealed(packed(' '.repeat(MOST_INFLATED + 1))), 'run.tooLarge'],
    ['would grow without end', sealed(packed(' '.repeat(64 * MOST_INFLATED))), 'run.tooLarge'],
  ])('its checksum is right, but what it carries %s', (_, link, key) => {
    expect(readLink(link)).toMatchObject({ kind: 'problem', key })
  })

  it('it is of a newer game', () => {
    expect(readLink(LINK.replace('#run=1.', '#run=2.'))).toEqual({ kind: 'problem', key: 'run.newer', detail: '2' })
  })
})

/** Levels come when they are wanted; what the street has to know of them is there before. */

import { describe, expect, it, vi } from 'vitest'
import { createActor } from 'xstate'
import { LEVEL_IDS } from '../../src/level/catalogue'
import { entryOf } from '../../src/level/entry'
import { attend } from '../../src/page/fetching'
import { type Library, openLibrary } from '../../src/page/library'
import { campaign, placeOf } from '../../src/session/campaign'
import { onDisk } from './shelf'

const [FIRST = '', SECOND = ''] = LEVEL_IDS
const settled = () => new Promise(resolve => setTimeout(resolve, 0))

/** A net that can be down. */
function aNet() {
  const net = { down: false, asked: [] as string[] }
  const read = async (id: string, came: (bytes: number) => void) => {
    net.asked.push(id)
    if (net.down) throw new Error('Failed to fetch')
    came(1)
    return onDisk(id)
  }
  return { net, read }
}

describe('The index', () => {
  it.each(LEVEL_IDS)('says of %s what the level itself says', async id => {
    const library = openLibrary(onDisk)
    const listed = library.entry(id)
    const opened = await library.open(id)
    expect(opened.kind === 'level' && entryOf(opened.course.level)).toEqual(
      expect.objectContaining({ id, words: listed?.words, goals: listed?.goals, letters: listed?.letters }),
    )
    expect(listed?.words.name).toBeTruthy()
  })
  it('knows no level that is not there', () => {
    const library = openLibrary(onDisk)
    expect(library.entry('../../secret')).toBeUndefined()
    expect(library.opened('../../secret')).toMatchObject({ kind: 'problem', key: 'problem.noLevel' })
  })
})

describe('A level', () => {
  it('is fetched once, however often it is asked for', async () => {
    const { net, read } = aNet()
    const library = openLibrary(read)
    library.fetch(FIRST)
    await Promise.all([library.open(FIRST), library.open(FIRST)])
    expect(net.asked).toEqual([FIRST])
    expect(library.opened(FIRST)?.kind).toBe('level')
  })
  it('that did not come can be asked for again', async () => {
    const { net, read } = aNet()
    const library = openLibrary(read)
    net.down = true
    expect(await library.open(FIRST)).toMatchObject({ key: 'problem.notCome', detail: 'Failed to fetch' })
    expect(library.opened(FIRST)).toBeUndefined()
    net.down = false
    expect((await library.open(FIRST)).kind).toBe('level')
  })
  it.each([
    ['a page', '<!doctype html>'],
    ['half of it', '{"level":{"id":"L0'],
    ['something else', '{"id":"L01-drop-in"}'],
  ])('in whose place %s came has not come, and can be asked for again', async (_, text) => {
    const answers = [text, await onDisk(FIRST)]
    const library = openLibrary(async () => answers.shift() ?? '')
    expect(await library.open(FIRST)).toMatchObject({ key: 'problem.notCome', detail: text })
    expect((await library.open(FIRST)).kind).toBe('level')
  })
  it('says how much of it has come', async () => {
    const changed = vi.fn()
    const library = openLibrary(aNet().read, changed)
    const coming = library.open(FIRST)
    expect(library.share(FIRST)).toBeLessThan(0.01)
    await coming
    expect([library.share(FIRST), changed.mock.calls.length]).toEqual([1, 1])
  })
  it('that was saved anew takes the old one’s place, with its entry', async () => {
    const library = openLibrary(onDisk)
    const before = await library.open(FIRST)
    library.put(FIRST, (await onDisk(FIRST)).replace('"name":"Drop In"', '"name":"Anew"'))
    expect(library.opened(FIRST)).not.toBe(before)
    expect(library.entry(FIRST)?.words.name).toBe('Anew')
  })
})

describe('START', () => {
  const aPage = (library: Library) => {
    const app = createActor(
      campaign.provide({ guards: { isHere: ({ context }) => library.opened(context.levelId) !== undefined } }),
      { input: { levelId: FIRST } },
    )
    attend(app, library)
    app.start()
    return { app, at: () => placeOf(app.getSnapshot()), problem: () => app.getSnapshot().context.problem }
  }
  it('waits for a level that is on its way, and then begins', async () => {
    const { app, at } = aPage(openLibrary(onDisk))
    app.send({ type: 'START' })
    app.send({ type: 'START' })
    expect(at()).toBe('loading')
    await settled()
    expect(at()).toBe('run')
  })
  it('begins at once where the briefing was read meanwhile; the level after it is sent for', async () => {
    const { net, read } = aNet()
    const { app, at } = aPage(openLibrary(read))
    app.send({ type: 'START' })
    await settled()
    app.send({ type: 'START' })
    expect(at()).toBe('run')
    expect(net.asked).toEqual([FIRST, SECOND])
  })
  it('says so when nothing comes, and which level can be tried again', async () => {
    const { net, read } = aNet()
    net.down = true
    const { app, at, problem } = aPage(openLibrary(read))
    app.send({ type: 'START' })
    await settled()
    expect(at()).toBe('briefing')
    app.send({ type: 'START' })
    await settled()
    expect([at(), problem()?.levelId]).toEqual(['problem', FIRST])
    net.down = false
    app.send({ type: 'OPEN', levelId: FIRST })
    await settled()
    app.send({ type: 'START' })
    expect(at()).toBe('run')
  })
  it('can be taken back while one waits', () => {
    const { app, at } = aPage(openLibrary(() => new Promise(() => {})))
    for (const type of ['START', 'START', 'QUIT'] as const) app.send({ type })
    expect(at()).toBe('street')
  })
})

/**
 * What the levels say, and to whom: a line comes when it is true, and a hint is for who
 * has not done it yet and goes once it is done.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../src/level/diagnose'
import type { Level } from '../src/level/level'
import type { WitnessLine } from '../src/level/witness'
import { type Hire, idle, scripted } from '../src/proof/players'
import { playOut } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'

const levelOf = (id: string) => diagnose(readFileSync(`levels/${id}.json`, 'utf8')).level as Level

const [L02, L03, L06] = ['L02-respawn', 'L03-backpack', 'L06-spine-transfer'].map(levelOf) as [Level, Level, Level]
const C8 = levelOf('C8-quantum-containers')
const [L04, L05] = ['L04-crew-of-three', 'L05-walls'].map(levelOf) as [Level, Level]

const [L09, L10] = ['L09-three-key-holders', 'L10-wristbands'].map(levelOf) as [Level, Level]

/** The lines and hints in the order in which they were read. */
function heard(level: Level, hire: Hire): readonly string[] {
  const lines: string[] = []
  const listens: Hire = (course, seed) => {
    const plays = hire(course, seed)
    return run => {
      const line = run.play.hint || run.play.says
      if (line !== '' && line !== lines.at(-1)) lines.push(line)
      return plays(run)
    }
  }
  playOut(courseOf(level), level.seed, listens)
  return lines
}

const hints = (lines: readonly string[]) => lines.filter(line => line.startsWith('hint.'))

const line = (
  when: number,
  verb: 'SCALE' | 'SAVE' | 'MOVE' | 'UNDO' | 'HOLD',
  target: WitnessLine['command']['target'],
) => ({ when, command: { verb, target } }) as WitnessLine

const without = ({ solution }: Level, ...left: readonly string[]) =>
  solution.filter(({ command }) => !left.includes(`${command.verb} ${command.target}`))

describe('L02', () => {
  it('hints nothing to who has a second one of each in time', () => {
    expect(hints(heard(L02, scripted(L02.solution)))).toEqual([])
  })

  it('says that a process is back after it has died, and after it is', () => {
    const lines = heard(L02, scripted(L02.solution))
    expect(lines.slice(1, 3)).toEqual(['say.fell', 'say.back'])
  })

  it('hints SCALE to who stands on one plate, and takes it back once there are two', () => {
    const late = [...without(L02, 'SCALE rider/shop', 'SCALE rider/till'), line(400, 'SCALE', 'rider/shop')]
    const lines = heard(L02, scripted(late))
    expect(lines.slice(lines.indexOf('hint.plate')).slice(0, 2)).toEqual(['hint.plate', 'say.spread'])
    expect([...new Set(hints(lines))]).toEqual(['hint.plate', 'hint.box', 'hint.gone'])
  })
})

describe('L03', () => {
  it('says MOVE of a backpack until it moves, and of the rider once nova knows', () => {
    expect(hints(heard(L03, scripted(L03.solution)))).toEqual(['hint.pack', 'hint.evacuate'])
  })

  it('tells who put the orders into the bowl that the dead plate holds their disk, not to rebuild a VM', () => {
    const inBowl = without(L03, 'MOVE rider/orders-db').map(each =>
      each.command.target === 'rider/orders-db' && each.command.verb === 'ROUTE'
        ? ({ ...each, command: { ...each.command, lane: 'bowl' } } as WitnessLine)
        : each,
    )
    // in the bowl they land sooner, and so they are told sooner; the copy is begun when it is said to be late
    expect(hints(heard(L03, scripted(inBowl)))).toEqual(['hint.pack', 'hint.late', 'hint.vouch'])
  })

  it('does not promise a disk to who left it bolted', () => {
    expect(hints(heard(L03, scripted(L03.losesWithout))).at(-1)).toBe('hint.bolted')
  })
})

/** The solution, but that rider goes to that lane. */
const routed = ({ solution }: Level, rider: string, lane: 'bowl' | 'boxes') =>
  solution.map(each =>
    each.command.target === `rider/${rider}` && each.command.verb === 'ROUTE'
      ? ({ ...each, command: { ...each.command, lane } } as WitnessLine)
      : each,
  )

describe('L04', () => {
  const alone = L04.solution.filter(({ command }) => command.verb !== 'MOVE')

  it('hints nothing to who replaces the dead member at once', () =>
    expect(hints(heard(L04, scripted(L04.solution)))).toEqual([]))

  it('hints MOVE to who waits, and once more when two are gone', () =>
    expect(hints(heard(L04, scripted(alone)))).toEqual(['hint.vouch', 'hint.back']))

  it('tells who scales after the loss what the fourth waits for; who has scaled before needs no hint', () => {
    expect(hints(heard(L04, scripted([...alone, line(680, 'SCALE', 'rider/stock')])))).toContain('hint.order')
    const early = heard(L04, scripted([...alone, line(400, 'SCALE', 'rider/stock')]))
    expect(hints(early)).toEqual([])
    expect(early.slice(-3)).toEqual(['say.fourth', 'say.copied', 'say.again'])
  })

  it('asks who has two copies on one plate for a third one', () =>
    expect(hints(heard(L04, scripted(routed(L04, 'stock', 'boxes'))))[0]).toBe('hint.spread'))
})

describe('L05', () => {
  it('hints nothing to who keeps walls for strangers, and moves the till in time', () =>
    expect(hints(heard(L05, scripted(L05.solution)))).toEqual([]))

  it('tells who let strangers into the bowl of the boxes, before and after', () =>
    expect(hints(heard(L05, scripted(L05.losesWithout)))).toEqual(['hint.wall', 'hint.wall']))

  it('tells who gave a box to the orders who could share', () => {
    expect(hints(heard(L05, scripted(routed(L05, 'orders-db', 'boxes'))))).toEqual(['hint.share'])
  })

  it('says whom the noise reaches, and hints MOVE until the till has left', () => {
    const lines = heard(L05, scripted([...without(L05, 'MOVE rider/till'), line(1_320, 'MOVE', 'rider/till')]))
    expect(lines.slice(-5)).toEqual(['say.close', 'hint.move', 'say.noisy', 'hint.move', 'say.left'])
  })
})

describe('L06', () => {
  it('does not ask who left h1 before it was announced to leave it', () => {
    const early = [...without(L06, 'MOVE rider/orders-db'), line(250, 'MOVE', 'rider/orders-db')]
    const lines = heard(L06, scripted(early))
    expect(lines).toContain('say.clear')
    expect(lines).not.toContain('say.power')
    expect(lines).not.toContain('hint.move')
  })

  it('speaks of the budget only to whom it has refused a drain', () => {
    expect(hints(heard(L06, scripted(L06.solution)))).toEqual(['hint.empty', 'hint.confirm'])
    const hasty = [...without(L06, 'SCALE rider/shop', 'MOVE node/b2'), line(560, 'MOVE', 'node/b2')]
    expect(hints(heard(L06, scripted(hasty)))).toContain('hint.scale')
    const lines = heard(L06, scripted([...hasty, line(640, 'SCALE', 'rider/shop')]))
    expect(lines.slice(lines.indexOf('hint.scale')).slice(0, 3)).toEqual(['hint.scale', 'say.goes', 'say.drained'])
  })

  it('says who may vouch as soon as the node is known to be lost, and nothing of it before', () => {
    const lines = heard(L06, scripted(L06.solution))
    expect(lines.slice(lines.indexOf('say.blind'))).toEqual(['say.blind', 'hint.confirm', 'say.sure', 'say.serves'])
  })
})

describe('L09', () => {
  const k1 = 'control-plane/k1'
  const noKeys = L09.solution.filter(({ command }) => command.target !== k1)

  it('hints nothing to who has three keys before the patch, and says that one may go', () => {
    const lines = heard(L09, scripted(L09.solution))
    expect(hints(lines)).toEqual([])
    expect(lines.slice(-4)).toEqual(['say.acts', 'say.patched', 'say.lost', 'say.saved'])
  })

  it('hints SCALE to who was locked out, once the door is open again', () => {
    const lines = heard(L09, scripted([...noKeys, line(1_020, 'SCALE', k1), line(1_110, 'SCALE', k1)]))
    expect(lines.slice(lines.indexOf('say.locked')).slice(0, 4)).toEqual([
      'say.locked',
      'say.open',
      'hint.scale',
      'say.two',
    ])
  })

  it('says to who stays at two that they cannot agree while one is busy, and what that comes to', () => {
    const lines = heard(L09, scripted(L09.losesWithout))
    expect(lines.slice(-4)).toEqual(['say.vain', 'say.free', 'say.gone', 'say.nothing'])
  })
})

describe('L10', () => {
  const k1 = 'control-plane/k1'
  const noHand = L10.solution.filter(({ command }) => command.target !== k1)
  const renewedAt = (...ticks: readonly number[]) => scripted([...noHand, ...ticks.map(at => line(at, 'SAVE', k1))])

  it('hints nothing to who had it automated, and says each year that it was not forgotten', () => {
    const lines = heard(L10, scripted(L10.solution))
    expect(hints(lines)).toEqual([])
    expect(lines.filter(each => /auto|yearly/.test(each))).toEqual(['say.auto', 'say.auto2', 'say.auto3', 'say.yearly'])
  })

  it('says to who renews by hand that a year is a year, and hints at a clock', () => {
    const lines = heard(L10, renewedAt(700, 1_080, 1_560))
    expect(lines).not.toContain('say.out')
    expect(hints(lines)).toEqual(['hint.twice'])
  })

  it('hints SAVE to whose certificates have run out, until they are believed again', () => {
    const lines = heard(L10, renewedAt(1_260))
    expect(lines.slice(lines.indexOf('say.out')).slice(0, 5)).toEqual([
      'say.out',
      'hint.out',
      'say.dead',
      'hint.out',
      'say.heals',
    ])
  })
})

describe('C1', () => {
  const C1 = levelOf('C1-fifty-fifty-grind')
  const PLANE = 'control-plane/k-acme'

  it('hints nothing to who has three key-holders and answers in time', () =>
    expect(hints(heard(C1, scripted(C1.solution)))).toEqual([]))

  it('tells who has bought a worker instead that the pods serve and cannot be told anything', () => {
    const lines = heard(C1, scripted(C1.losesWithout))
    expect(lines.slice(0, 2)).toEqual(['say.first', 'say.worker'])
    expect(lines.slice(lines.indexOf('say.locked')).slice(0, 2)).toEqual(['say.locked', 'hint.locked'])
  })

  it('asks who has one what then, and who stops at two for the third', () => {
    const members = C1.solution.filter(({ command }) => command.target === PLANE)
    const rest = C1.solution.filter(({ command }) => command.target !== PLANE)
    expect(hints(heard(C1, scripted(rest)))[0]).toBe('hint.lone')
    expect(hints(heard(C1, scripted([...members.slice(0, 2), ...rest])))[0]).toBe('hint.two')
  })
})

describe('C2', () => {
  const C2 = levelOf('C2-spine')

  it('hints nothing to who orders a node when the board says so', () =>
    expect(hints(heard(C2, scripted(C2.solution)))).toEqual([]))

  it('asks who has not, and says after the loss what there is no room for', () =>
    expect(hints(heard(C2, scripted(C2.losesWithout)))).toEqual(['hint.order', 'hint.lost']))

  it('tells who ordered a machine for the slab that it is no node', () => {
    const astray = C2.solution.map(each =>
      each.command.target === 'node/b1' ? { ...each, command: { ...each.command, target: 'machine/s1' } } : each,
    )
    expect(hints(heard(C2, scripted(astray as readonly WitnessLine[])))[0]).toBe('hint.slab')
  })
})

describe('C7', () => {
  const C7 = levelOf('C7-full-park')

  it('says that code goes back easily to who takes the bad release back', () =>
    expect(heard(C7, scripted(C7.solution))).toContain('say.good'))

  it('and not to who only opens a plate again, or resets a box', () => {
    const left = C7.solution.filter(({ command: { verb, target } }) => verb !== 'UNDO' || !/shop-b|b2/.test(target))
    expect(heard(C7, scripted([...left, line(3_600, 'UNDO', 'node/b2')]))).not.toContain('say.good')
  })
})

it('No level of today waits to hear of a rollback what only the controller of 2017 told', () => {
  const deaf = readdirSync('levels').filter(file => {
    const text = readFileSync(`levels/${file}`, 'utf8')
    return file !== 'level.schema.json' && text.includes('"era": "now"') && text.includes('"DeploymentRollback')
  })
  expect(deaf).toEqual([])
})

describe('C5', () => {
  const C5 = levelOf('C5-box-yard')
  const inBowl = routed(C5, 'intranet', 'bowl')

  it('speaks of a box to whose first rider has one, and of looking after to who begins in the bowl', () => {
    expect(heard(C5, scripted(C5.solution))[1]).toBe('say.box')
    expect(heard(C5, scripted(inBowl))[1]).toBe('say.bowl')
  })

  it('tells who has renewed in time, and loses a node, that what has no room there can leave', () => {
    const renewed = [...inBowl, line(2_250, 'SAVE', 'control-plane/k1')]
    expect(hints(heard(C5, scripted(renewed)))).toContain('hint.half')
    expect(hints(heard(C5, scripted(C5.solution)))).not.toContain('hint.half')
  })
})

describe('C6', () => {
  const C6 = levelOf('C6-storm-drain')
  const rest = C6.solution.filter(({ when, command }) => command.target !== 'rider/shop' || typeof when !== 'number')
  const undone = line(1_530, 'UNDO', 'rider/shop')

  it('says to who sheds, scales and undoes that it is calm, and that the gate is open again', () => {
    const lines = heard(C6, scripted(C6.solution))
    expect(lines.slice(2, 7)).toEqual(['say.soon', 'say.shed', 'say.back', 'say.calm', 'say.open'])
  })

  it('asks who has only undone whether all must come in', () => {
    const lines = heard(C6, scripted([...rest, undone]))
    expect(lines.slice(-3)).toEqual(['say.storm', 'say.back', 'hint.echo'])
  })

  it('reminds who has calmed it of the gate that is still closed', () => {
    const lines = heard(C6, scripted([...rest, line(1_530, 'HOLD', 'rider/shop'), undone]))
    expect(lines.slice(lines.indexOf('say.calm')).slice(0, 2)).toEqual(['say.calm', 'hint.gate'])
  })
})

it.each([L02, L03, L04, L05, L06, L09, L10])(
  'Who does nothing in $id is hinted at nothing that is not there yet',
  level => {
    expect(hints(heard(level, idle))).toEqual([])
  },
)

describe('C8', () => {
  const fails = (of: string, after: number) =>
    ({ is: 'for', ticks: after, that: { is: 'metric', metric: 'rider.failing', of, eq: 1 } }) as const
  const late = C8.solution.map(line =>
    line.command.verb === 'MOVE' && line.command.target.startsWith('rider/')
      ? { ...line, when: fails(line.command.target.slice('rider/'.length), 120) }
      : line,
  )

  it('tells the joke once it has happened, and hints nothing to who looks', () =>
    expect(heard(C8, scripted(C8.solution))).toEqual([
      'say.rides',
      'say.lost',
      'say.alive',
      'say.looked',
      'say.again',
      'say.settled',
      'say.nobody',
      'say.over',
    ]))

  it('asks who does not look to look, and takes it back', () =>
    expect(hints(heard(C8, scripted(late)))).toEqual(['hint.look', 'hint.again']))

  it('warns of the plate only while somebody stands on it', () => {
    const stays = without(C8, 'MOVE node/b2')
    expect(hints(heard(C8, scripted(stays)))).toEqual(['hint.plate'])
    expect(heard(C8, scripted(stays))).toContain('say.down')
  })
})

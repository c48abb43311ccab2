/** Every park of the campaign can be a Lab, in either era, whatever is fired there. */

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LEVEL_IDS } from '../src/level/catalogue'
import { diagnose } from '../src/level/diagnose'
import { labOf } from '../src/level/lab'
import type { Level } from '../src/level/level'
import { ERAS } from '../src/model/units'
import { replay } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'
import { hash, type Run, wholeLogOf } from '../src/rules/run'
import { openSitting } from '../src/session/sitting'
import { NO_MARKS } from '../src/view/aim'
import type { StrikeView } from '../src/view/lab-view'
import { seeLab } from '../src/view/see-lab'
import { usualWish } from './given-lab'
import { inFull } from './runs'

/** One thing after the other, of all that is offered at the time. */
function nth(run: Run, number: number) {
  const all = (seeLab(run, NO_MARKS.plate)?.strikes ?? []).flatMap(({ target, failures }: StrikeView) =>
    failures.map(fire => ({ verb: 'FIRE', target, fire }) as const),
  )
  return all[(number * 7) % all.length]
}

inFull('In the Lab the same comes of the same log', () => {
  it.each(LEVEL_IDS.flatMap(id => ERAS.map(era => [id, era] as const)))('%s %s', (id, era) => {
    const level = diagnose(readFileSync(`levels/${id}.json`, 'utf8')).level as Level
    const course = courseOf(labOf(level, { ...usualWish(level), era }))
    const sitting = openSitting(course, 3)
    for (let moment = 0; moment < 30; moment += 1) {
      sitting.intend({ do: 'go', by: 25 })
      sitting.intend({ do: 'placeAll' })
      const command = moment > 8 ? nth(sitting.run, moment) : undefined
      if (command) sitting.intend({ do: 'lab', command })
    }
    const { run } = sitting
    expect(run.play.lab?.filter(({ refusal }) => !refusal).length).toBeGreaterThan(15)
    sitting.intend({ do: 'go', by: 25 })
    expect(hash(replay(course, 3, wholeLogOf(run), run.world.tick))).toBe(hash(run))
  })
})

/**
 * What the INCOMING board shows of incidents that give warning: what will go, and when.
 */

import type { Incident } from '../level/level'
import { PPM } from '../model/units'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import type { IncomingView } from './park-view'
import { ui } from './phrase'
import { share } from './see-plates'

export const seeWarnings = (run: Seen<Run>): readonly IncomingView[] =>
  run.level.incidents.flatMap(incident => warningOf(run, incident))

function warningOf(run: Seen<Run>, { id, at, warning, target }: Seen<Incident>): readonly IncomingView[] {
  const { tick } = run.world
  if (!warning || at === null || tick < at - warning.before || tick >= at || run.play.stopped.includes(id)) return []
  return [
    {
      id,
      kind: 'incident',
      name: target.slice(target.indexOf('/') + 1),
      stickers: [],
      inSeconds: at - tick,
      done: Math.min(PPM, share(tick - at + warning.before, warning.before)),
      about: ui(`sign.${warning.sign}`),
    },
  ]
}

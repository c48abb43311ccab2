/**
 * What the INCOMING board shows of incidents that give warning: what will go, and when.
 * A sign is shown from the first second of its window, and may come to nothing. Who
 * wants longer warnings has them for twice as long beforehand. They are only seen
 * earlier: worth what they were, and the run is the same to the bit. Who wants no signs
 * has none. A plan has an end as well: once it has struck it is shown when that is.
 */

import type { Incident } from '../level/level'
import { PPM } from '../model/units'
import type { Seen } from '../model/world'
import { expectedIncidents } from '../rules/lab-log'
import { NEVER } from '../rules/play'
import type { Run } from '../rules/run'
import { expected } from '../rules/signs'
import type { IncomingView } from './coming-view'
import { showsSigns } from './difficulty'
import { FACE_OF, FACE_OF_SIGN } from './faces'
import { aimedAt, namedBy } from './foreseen'
import type { Sight } from './park-view'
import { type Phrase, ui } from './phrase'
import { share } from './share'

export const seeWarnings = (run: Seen<Run>, sight: Sight): readonly IncomingView[] =>
  expectedIncidents(run)
    .filter(({ warning }) => warning?.kind !== 'sign' || showsSigns(sight.difficulty ?? 'helped'))
    .flatMap(incident => [...warningOf(run, incident, sight.longerWarnings), ...backOf(run, incident)])

const LONGER = 2

function warningOf(run: Seen<Run>, incident: Seen<Incident>, longer: boolean): readonly IncomingView[] {
  const { id, at, warning, target } = incident
  const { level } = run
  const { tick } = run.world
  const window = expected(incident)
  if (!warning || at === null || !window || tick >= window.to) return []
  const before = warning.before * (longer ? LONGER : 1)
  if (tick < at - before) return []
  if (run.play.stopped.includes(id) || struck(run, id) || isSpared(run, id)) return []
  return [
    {
      id,
      kind: warning.kind === 'sign' ? 'sign' : 'incident',
      name: incident.what === 'days-pass' ? `+${incident.days} d` : bare(target),
      stickers: [],
      face: level.duel ? FACE_OF[incident.what] : FACE_OF_SIGN[warning.sign],
      on: aimedAt(run, incident),
      marks: namedBy(run, incident),
      short: ui(`sign.${warning.sign}.short`),
      inSeconds: Math.max(0, window.from - tick),
      at: window.from,
      done: Math.min(PPM, share(tick - at + before, window.to - at + before)),
      about: aboutOf(run, incident, `sign.${warning.sign}`),
    },
  ]
}

/** All was copied off the disk that it is about. */
const isSpared = ({ play, world }: Seen<Run>, id: string): boolean =>
  play.incidents.some(
    ({ entry, closedAt, disk }) => entry === id && closedAt === NEVER && world.volumes[disk]?.state === 'deleted',
  )

/** What was thrown in a duel is no plan of whoever it strikes. */
function backOf(run: Seen<Run>, incident: Seen<Incident>): readonly IncomingView[] {
  const { id, at, warning, target } = incident
  const { tick } = run.world
  const lasts = 'lasts' in incident ? incident.lasts : undefined
  if (run.level.duel || warning?.kind !== 'plan' || at === null || lasts === undefined) return []
  if (tick < at || tick >= at + lasts || !struck(run, id)) return []
  return [
    {
      id: `${id}.back`,
      kind: 'back',
      name: bare(target),
      stickers: [],
      face: FACE_OF_SIGN[warning.sign],
      marks: namedBy(run, incident),
      short: ui(`back.${warning.sign}.short`),
      inSeconds: at + lasts - tick,
      at: at + lasts,
      done: share(tick - at, lasts),
      about: aboutOf(run, incident, `back.${warning.sign}`),
    },
  ]
}

const bare = (target: string) => target.slice(target.indexOf('/') + 1)

/** Of what goes dark together it is said who. */
function aboutOf({ level, world }: Seen<Run>, { what, target }: Seen<Incident>, key: string): Phrase {
  if (level.duel) return ui(`symptom.${what}`)
  const [circuit, name] = target.split('/')
  const fed = world.machines.filter(({ rack, powerFeed }) => (circuit === 'rack' ? rack : powerFeed) === name)
  if (!key.endsWith('.power') || (circuit !== 'rack' && circuit !== 'feed')) return ui(key)
  return ui(`${key}.of`, { hosts: fed.map(machine => machine.name).join(', ') })
}

const struck = (run: Seen<Run>, id: string) =>
  run.play.told.some(({ cause }) => cause.by === 'scenario' && cause.id === id)

/**
 * Do the names in a level name something, and each only one thing?
 *
 * References between workloads, images, flavors, machines, arrivals, incidents and
 * commands. Names inside conditions are in `condition-lint.ts`, states' in
 * `chart-lint.ts`, texts' in `word-lint.ts`.
 */

import { fullReference } from '../model/image'
import { autoscalingProblems } from './autoscaling-lint'
import { choiceProblems } from './choice-lint'
import type { Level } from './level'
import { placementProblems } from './placement-lint'
import { type At, actionsIn, witnessLines } from './places'
import { listed, type Path, type Problem, wrongWord } from './problem'
import {
  entryIds,
  feedNames,
  hypervisorNames,
  machineNames,
  mayCarry,
  memberGuests,
  nodeNames,
  planeNames,
  rackNames,
  workloadNames,
} from './roll'

export const nameProblems = (level: Level): readonly Problem[] => [
  ...givenTwice(level),
  ...serverProblems(level),
  ...controlPlaneProblems(level),
  ...workloadProblems(level),
  ...timetableProblems(level),
  ...commandProblems(level),
  ...entryProblems(level),
  ...placementProblems(level),
  ...autoscalingProblems(level),
  ...choiceProblems(level),
]

function givenTwice({ park, workloads, arrivals, incidents, goals, may }: Level): readonly Problem[] {
  return [
    ...twice([
      ...named(park.machines, 'name', 'park', 'machines'),
      ...named(park.servers ?? [], 'name', 'park', 'servers'),
      ...(park.tenants ?? []).flatMap(({ servers }, i) => named(servers, 'name', 'park', 'tenants', i, 'servers')),
    ]),
    ...twice(named(park.images, 'name', 'park', 'images')),
    ...twiceMeant(named(park.images, 'name', 'park', 'images')),
    ...twice(named(park.flavors, 'name', 'park', 'flavors')),
    ...twice(named(park.projects ?? [], 'name', 'park', 'projects')),
    ...twice([
      ...(park.controlPlane ? [{ path: ['park', 'controlPlane', 'name'], it: park.controlPlane.name }] : []),
      ...named(park.tenants ?? [], 'name', 'park', 'tenants'),
    ]),
    ...twice(named(workloads, 'name', 'workloads')),
    ...twice([...named(arrivals, 'id', 'arrivals'), ...named(incidents, 'id', 'incidents')]),
    ...twice(named(arrivals, 'workload', 'arrivals')),
    ...twice(named(goals, 'id', 'goals')),
    ...twice(may.map((it, i) => ({ path: ['may', i], it }))),
  ]
}

/** Two images of the park that are one, written differently. */
const twiceMeant = (names: readonly At<string>[]): readonly Problem[] =>
  names.flatMap((each, i) =>
    otherwiseWritten(
      names.slice(0, i).map(({ it }) => it),
      [each],
    ),
  )

/** A name that means an image of the park, and is not written as there. */
const otherwiseWritten = (images: readonly string[], names: readonly At<string>[]): readonly Problem[] =>
  names.flatMap(({ path, it }): Problem[] => {
    const same = images.find(each => fullReference(each) === fullReference(it))
    if (same === undefined || images.includes(it)) return []
    const message = `"${it}" is the image that the park names "${same}" (${fullReference(it)}); write it alike`
    return [{ code: 'KOD-S010', path, message, suggestion: same }]
  })

const named = <Key extends string>(
  items: readonly Readonly<Record<Key, string>>[],
  key: Key,
  ...above: Path
): readonly At<string>[] => items.map((item, i) => ({ path: [...above, i, key], it: item[key] }))

function twice(names: readonly At<string>[]): readonly Problem[] {
  const seen = new Set<string>()
  return names.flatMap(({ path, it }): Problem[] => {
    if (!seen.has(it)) seen.add(it)
    else return [{ code: 'KOD-S011', path, message: `"${it}" is taken already; each needs a name of its own` }]
    return []
  })
}

/** Complains unless the name is among those there are. */
export const unknown = (path: Path, written: string, noun: string, known: readonly string[]): readonly Problem[] =>
  known.includes(written) ? [] : [wrongWord('KOD-S010', path, written, noun, known)]

function serverProblems(level: Level): readonly Problem[] {
  const { park } = level
  const projects = (park.projects ?? []).map(({ name }) => name)
  const services = (level.park.cloudServices ?? []).flatMap((it, i) =>
    unknown(['park', 'cloudServices', i], it, 'workload of this level', workloadNames(level)),
  )
  const tenants = (park.tenants ?? []).flatMap(({ project, servers }, i) => [
    ...unknown(['park', 'tenants', i, 'project'], project, 'project of this park', projects),
    ...guestProblems(level, servers, ['park', 'tenants', i, 'servers']),
  ])
  return [...guestProblems(level, park.servers ?? [], ['park', 'servers']), ...tenants, ...services]
}

const guestProblems = (level: Level, servers: NonNullable<Level['park']['servers']>, path: Path): readonly Problem[] =>
  servers.flatMap(({ flavor, hypervisor }, i) => [
    ...unknown(
      [...path, i, 'flavor'],
      flavor,
      'flavor of this park',
      level.park.flavors.map(({ name }) => name),
    ),
    ...unknown([...path, i, 'hypervisor'], hypervisor, 'hypervisor of this park', hypervisorNames(level)),
  ])

const controlPlaneProblems = (level: Level): readonly Problem[] => [
  ...operatorsProblems(level),
  ...(level.park.tenants ?? []).flatMap(tenantsProblems),
]

function tenantsProblems({ servers, controlPlane: plane }: TenantPark, i: number): readonly Problem[] {
  if (!plane) return []
  const path: Path = ['park', 'tenants', i, 'controlPlane']
  return [
    ...(servers.some(({ runs }) => runs === 'control-plane') ? [] : [noMembers(path)]),
    ...stateProblems(plane, path),
  ]
}

type TenantPark = NonNullable<Level['park']['tenants']>[number]

const noMembers = (path: Path): Problem => ({
  code: 'KOD-S010',
  path,
  message: 'None of its servers runs control-plane, so there is none of which this could be said',
})

function operatorsProblems(level: Level): readonly Problem[] {
  const plane = level.park.controlPlane
  if (!plane) return []
  const path: Path = ['park', 'controlPlane']
  const members = plane.members.map((it, i) => ({ path: [...path, 'members', i], it }))
  return [
    ...members.flatMap(({ path, it }) =>
      unknown(path, it, 'machine that runs kubelet or control-plane', mayCarry(level)),
    ),
    ...twice(members),
    ...stateProblems(plane, path),
  ]
}

const stateProblems = (
  { liveMiB, databaseMiB }: { readonly liveMiB: number; readonly databaseMiB: number },
  path: Path,
): readonly Problem[] => (liveMiB > databaseMiB ? [moreThanAll([...path, 'liveMiB'], liveMiB, databaseMiB)] : [])

const moreThanAll = (path: Path, live: number, all: number): Problem => ({
  code: 'KOD-S016',
  path,
  message: `What is in use (${live} MiB) cannot be more than the whole database ("databaseMiB", ${all} MiB)`,
})

function workloadProblems({ park, workloads, arrivals }: Level): readonly Problem[] {
  const images = park.images.map(({ name }) => name)
  const flavors = park.flavors.map(({ name }) => name)
  const projects = (park.projects ?? []).map(({ name }) => name)
  const coming = arrivals.map(({ workload }) => workload)
  const names = workloads.map(({ name }) => name)
  return workloads.flatMap(({ name, image, flavor, project, calls = [], releases }, i) => [
    ...calls.flatMap((call, j) =>
      unknown(['workloads', i, 'calls', j, 'workload'], call.workload, 'workload of this level', names),
    ),
    ...unknownImage(['workloads', i, 'image'], image, images),
    ...otherwiseWritten(images, named(releases, 'image', 'workloads', i, 'releases')),
    ...unknown(['workloads', i, 'flavor'], flavor, 'flavor of this park', flavors),
    ...(project === undefined ? [] : unknown(['workloads', i, 'project'], project, 'project of this park', projects)),
    ...(coming.includes(name) ? [] : [neverComes(['workloads', i, 'name'], name)]),
  ])
}

/** Complains once. */
function unknownImage(path: Path, written: string, images: readonly string[]): readonly Problem[] {
  const otherwise = otherwiseWritten(images, [{ path, it: written }])
  return otherwise.length > 0 ? otherwise : unknown(path, written, 'image of this park', images)
}

const neverComes = (path: Path, name: string): Problem => ({
  code: 'KOD-L018',
  path,
  message: `"${name}" never comes: no entry of "arrivals" is its`,
})

const timetableProblems = (level: Level): readonly Problem[] => [
  ...level.arrivals.flatMap(({ workload }, i) =>
    unknown(['arrivals', i, 'workload'], workload, 'workload of this level', workloadNames(level)),
  ),
  ...level.incidents.flatMap(({ what, target }, i) =>
    unknown(['incidents', i, 'target'], target, ...(isOfPart(what) ? partsOf(level) : targetsOf(level, target))),
  ),
  ...intruderProblems(level),
]

const OF_PARTS = ['api-server-down', 'scheduler-down', 'controller-manager-down', 'etcd-member-down', 'etcd-disk-slow']
const isOfPart = (what: string) => OF_PARTS.includes(what)

/** A control plane, or one of the machines or guests that carry its members. */
function partsOf(level: Level): readonly [noun: string, known: readonly string[]] {
  const members = level.park.controlPlane?.members ?? []
  const known = [
    ...planeNames(level).map(name => `control-plane/${name}`),
    ...level.park.machines
      .filter(({ name, runs }) => runs === 'control-plane' || members.includes(name))
      .map(({ name }) => `machine/${name}`),
    ...memberGuests(level).map(name => `server/${name}`),
  ]
  return ['control plane of this park, or machine or server of it', known]
}

const KINDS = {
  rider: ['rider of this level', workloadNames],
  volume: ['rider of this level, whose volume it is', workloadNames],
  machine: ['machine of this park', machineNames],
  hypervisor: ['hypervisor of this park', hypervisorNames],
  node: ['node of this park', nodeNames],
  'control-plane': ['control plane of this park', planeNames],
  choice: ['choice of this park', ({ park }) => park.choices ?? []],
  rack: ['rack of this park', rackNames],
  registry: ['registry of this park', () => ['images']],
  park: ['park', () => ['all']],
  feed: ['power feed of this park', feedNames],
} as const satisfies Record<string, readonly [string, (level: Level) => readonly string[]]>

/** What a target like this one can be, as written: the noun, and those there are. */
function targetsOf(level: Level, target: string): readonly [noun: string, known: readonly string[]] {
  const kind = target.slice(0, target.indexOf('/')) as keyof typeof KINDS
  const [noun, names] = KINDS[kind]
  return [noun, names(level).map(name => `${kind}/${name}`)]
}

const intruderProblems = (level: Level): readonly Problem[] =>
  level.incidents.flatMap((incident, i) =>
    incident.what === 'intruder'
      ? unknown(['incidents', i, 'from'], incident.from, 'workload of this level', workloadNames(level))
      : [],
  )

const commandProblems = (level: Level): readonly Problem[] =>
  witnessLines(level).flatMap(({ path, it: { command } }) => [
    ...unknown([...path, 'command', 'target'], command.target, ...targetsOf(level, command.target)),
    ...('plate' in command && command.plate
      ? unknown([...path, 'command', 'plate'], command.plate, ...targetsOf(level, command.plate))
      : []),
    ...(level.may.includes(command.verb) ? [] : [notAllowed([...path, 'command', 'verb'], command.verb, level)]),
  ])

const notAllowed = (path: Path, verb: string, { may }: Level): Problem => ({
  code: 'KOD-S019',
  path,
  message: `${verb} is not allowed in this level ("may" lists ${listed(may)})`,
})

const entryProblems = (level: Level): readonly Problem[] => [
  ...actionsIn(level).flatMap(({ path, it }) =>
    it.type === 'start' || it.type === 'stop'
      ? unknown([...path, 'params', 'entry'], it.params.entry, 'arrival or incident of this level', entryIds(level))
      : [],
  ),
  ...level.incidents.flatMap(({ id, at }, i) => (at === null && !starts(level, id) ? [neverStrikes(i, id)] : [])),
]

const starts = (level: Level, id: string) =>
  actionsIn(level).some(({ it }) => it.type === 'start' && it.params.entry === id)

const neverStrikes = (i: number, id: string): Problem => ({
  code: 'KOD-L017',
  path: ['incidents', i, 'at'],
  message: `"${id}" never strikes: it has no time, and nothing in the chart starts it`,
})

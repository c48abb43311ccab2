/**
 * Sample views, as plain data: what the first level shows at moments worth looking at.
 *
 * For the tests of everything that draws or reads a view, and for looking at screens
 * without playing to them. `aPark`, `aLane`, `aPlate`, `aRider` say what matters and
 * default the rest. The numbers are plausible, not computed: proofs are elsewhere.
 */

import { wordsOf } from '../src/level/condition-words'
import type { Lane, Verb } from '../src/model/command'
import type { CardView, IncomingView } from '../src/view/coming-view'
import type { DebriefView, OccurrenceView, RunbookLine } from '../src/view/debrief-view'
import type { FiguresView, HindsightView } from '../src/view/hindsight-view'
import type { PipView } from '../src/view/incident-view'
import type { LaneView } from '../src/view/lane-view'
import type { HandView, LogLine, MetersView, ParkView, VerbView } from '../src/view/park-view'
import { fromLevel, type Phrase, system, told, ui } from '../src/view/phrase'
import { LAMPS, type LampView, type PlaneView } from '../src/view/plane-view'
import type { PlateView } from '../src/view/plate-view'
import type { RiderView } from '../src/view/rider-view'
import type { Tone } from '../src/view/tone'

const FREE: HandView = { busy: false, done: 0, doing: undefined, verb: undefined, left: 0 }

export const someMeters = (over: Partial<MetersView> = {}): MetersView => ({
  shown: ['budget', 'hands', 'cost', 'toil'],
  budgetLeft: 1_000_000,
  losing: false,
  hands: [FREE, FREE],
  waiting: [],
  cost: 0,
  toil: 0,
  flow: { minutes: 0, price: 10 },
  served: 0,
  lost: 0,
  ...over,
})

export const aPip = (rider: string, over: Partial<PipView> = {}): PipView => ({
  key: `pod/${rider}`,
  rider: `rider/${rider}`,
  state: 'serving',
  tone: 'well',
  word: 'Running',
  ...over,
})

export const aHand = (verb: Verb, name: string, done: number): HandView => ({
  busy: true,
  done,
  doing: ui(`doing.${verb}`, { name }),
  verb,
  left: Math.round((1_000_000 - done) * 0.00006),
})

export const aPlane = (tones: Partial<Record<LampView['part'], Tone>> = {}): PlaneView => ({
  target: 'control-plane/k1',
  name: 'k1',
  marked: false,
  on: [],
  known: undefined,
  lamps: LAMPS.map(part => {
    const tone = tones[part] ?? 'well'
    const values = { living: 3, of: 3, tone }
    return { part, tone, short: ui(`plane.${part}`, values), about: ui(`plane.${part}.inWords`, values) }
  }),
})

export const aPlate = (over: Pick<PlateView, 'kind' | 'name'> & Partial<PlateView>): PlateView => ({
  target: over.kind === 'server' ? undefined : `${over.kind}/${over.name}`,
  state: 'up',
  word: over.kind === 'node' ? 'Ready' : 'active',
  done: 0,
  promised: 0,
  amount: undefined,
  known: undefined,
  believed: over.kind === 'node' || over.kind === 'hypervisor' ? 'up' : undefined,
  cutOff: false,
  movesTo: undefined,
  gpus: 0,
  marked: false,
  above: [],
  pips: [],
  ...over,
})

export const aRider = (over: Pick<RiderView, 'name'> & Partial<RiderView>): RiderView => ({
  target: `rider/${over.name}`,
  about: fromLevel(`rider.${over.name}`),
  stickers: ['GHOST'],
  state: 'riding',
  tone: 'well',
  plate: undefined,
  done: 0,
  word: 'Running',
  replicas: { ready: 1, wanted: 1 },
  utilisation: 400_000,
  marked: false,
  failing: false,
  why: '',
  bail: undefined,
  pack: undefined,
  leaving: false,
  ...over,
})

const READY_IN: Readonly<Record<Lane, LaneView['readyIn']>> = {
  bowl: { least: 6, most: 21 },
  rail: { least: 6, most: 21 },
  boxes: { least: 45, most: 90 },
  slab: { least: 630, most: 810 },
}

export const aLane = (lane: Lane, over: Partial<LaneView> = {}): LaneView => ({
  lane,
  readyIn: READY_IN[lane],
  noPlace: undefined,
  boundTo: undefined,
  tone: 'idle',
  troubles: { hung: 0, bailed: 0, failing: 0, of: over.riders?.length ?? 0 },
  utilisation: 0,
  open: true,
  plates: [],
  pending: [],
  paused: undefined,
  clusters: [],
  riders: [],
  ...over,
})

const node = (name: string, over: Partial<PlateView> = {}) =>
  aPlate({ kind: 'machine', name, above: [aPlate({ kind: 'node', name, ...over })] })
const hypervisor = (name: string, over: Partial<PlateView> = {}) =>
  aPlate({ kind: 'machine', name, above: [aPlate({ kind: 'hypervisor', name, word: 'enabled', ...over })] })
const slab = (name: string, over: Partial<PlateView> = {}) =>
  aPlate({ kind: 'machine', name, state: 'spare', word: 'available', gpus: 4, ...over })

const BOWL = [node('b1'), node('b2'), node('b3')]
const BOXES = [hypervisor('h1'), hypervisor('h2')]
const SLAB = [slab('s1'), slab('s2')]

export const helloCard: CardView = {
  target: 'rider/hello',
  name: 'hello',
  about: fromLevel('rider.hello'),
  stickers: ['GHOST'],
  cores: { milli: 500 },
  memoryMiB: 256,
  gpus: 0,
  disk: undefined,
  minAvailable: undefined,
  replicas: 2,
  perSecond: 30,
  held: false,
  doneIn: undefined,
  runsFor: undefined,
  byClock: false,
  dueIn: 90,
  patienceLeft: 1_000_000,
}

export const tillCard: CardView = {
  ...helloCard,
  target: 'rider/till',
  name: 'till',
  about: fromLevel('rider.till'),
  stickers: ['ANCHOR'],
  cores: { milli: 2000 },
  memoryMiB: 4096,
  replicas: 1,
  dueIn: 120,
}

export const renderCard: CardView = {
  ...helloCard,
  target: 'rider/render',
  name: 'render',
  about: fromLevel('rider.render'),
  stickers: ['BOLT'],
  cores: { milli: 8000 },
  memoryMiB: 65_536,
  gpus: 2,
  replicas: 1,
  perSecond: 50,
  dueIn: 0,
  patienceLeft: 450_000,
}

const tillComing: IncomingView = {
  id: 'till',
  kind: 'rider',
  name: 'till',
  stickers: ['ANCHOR'],
  inSeconds: 240,
  at: 1_000,
  done: 0,
  about: fromLevel('rider.till'),
}
const renderComing: IncomingView = {
  id: 'render',
  kind: 'rider',
  name: 'render',
  stickers: ['BOLT'],
  inSeconds: 410,
  at: 1_170,
  done: 474_000,
  about: fromLevel('rider.render'),
}

const ORDERED = 'openstack baremetal node deploy s1'

const verb = (over: Pick<VerbView, 'verb' | 'caption'> & Partial<VerbView>): VerbView => ({
  lane: undefined,
  target: undefined,
  command: '',
  refusal: undefined,
  ripe: false,
  short: shortOf(over.caption),
  ...over,
})

const shortOf = (caption: Phrase) => ui(caption.from === 'ui' ? caption.key.replace('does.', 'short.') : '')

/** The five verbs of level 1, for the rider that is up (if any) and the target. */
export function someVerbs(up: string | undefined, over: Partial<Record<VerbView['verb'], Partial<VerbView>>> = {}) {
  const rider = up === undefined ? undefined : (`rider/${up}` as const)
  const nobody = up === undefined ? { refusal: ui('refused.nobodyUp') } : {}
  const name = up ?? 'none'
  const all: readonly VerbView[] = [
    verb({
      verb: 'ROUTE',
      lane: 'bowl',
      target: rider,
      caption: ui('does.ROUTE.bowl', { name }),
      command: `kubectl apply -f ${name}.yaml`,
      ...nobody,
    }),
    verb({
      verb: 'ROUTE',
      lane: 'boxes',
      target: rider,
      caption: ui('does.ROUTE.boxes', { name }),
      command: `openstack server create --flavor m1.medium --image ${name} ${name}-0`,
      ...nobody,
    }),
    verb({
      verb: 'ROUTE',
      lane: 'slab',
      target: rider,
      caption: ui('does.ROUTE.slab', { name }),
      command: ORDERED,
      ...nobody,
    }),
    verb({ verb: 'LAND', caption: ui('does.LAND.none'), refusal: ui('refused.nothingReady'), ...over.LAND }),
    verb({
      verb: 'SCALE',
      target: 'rider/hello',
      caption: ui('does.SCALE.bowl', { name: 'hello' }),
      command: 'kubectl scale deployment/hello --replicas=3',
      ...over.SCALE,
    }),
    verb({ verb: 'HOLD', target: rider, caption: ui('does.HOLD.queue', { name }), ...nobody, ...over.HOLD }),
  ]
  return all
}

const orderCaption: Partial<VerbView> = {
  target: 'machine/s1',
  caption: ui('does.SCALE.order', { name: 's1' }),
  command: ORDERED,
}

export const aPark = (over: Partial<ParkView> = {}): ParkView => ({
  tick: 0,
  lasts: 2400,
  day: 0,
  timeScale: 30,
  outcome: 'running',
  choices: [],
  meters: someMeters(),
  lanes: [aLane('bowl', { plates: BOWL }), aLane('boxes', { plates: BOXES }), aLane('slab', { plates: SLAB })],
  slam: undefined,
  deck: { up: undefined, next: [] },
  incoming: [],
  target: undefined,
  targets: ['node/b1', 'node/b2', 'node/b3', 'hypervisor/h1', 'hypervisor/h2', 'machine/s1', 'machine/s2'],
  verbs: someVerbs(undefined),
  says: undefined,
  hint: undefined,
  log: [],
  impact: { inFlight: [], verdict: undefined, combo: undefined, letters: { got: 0, of: 0 } },
  ...over,
})

const line = (id: number, tick: number, kind: LogLine['kind'], text: Phrase): LogLine => ({ id, tick, kind, text })

/** The first moment of level 1: `hello` is up, `till` is announced. */
export const dropInStarts: ParkView = aPark({
  deck: { up: helloCard, next: [] },
  incoming: [tillComing],
  target: { target: 'rider/hello', kind: 'rider', name: 'hello', byHand: false, explained: [] },
  targets: ['rider/hello', ...aPark().targets],
  verbs: someVerbs('hello', { SCALE: { refusal: ui('refused.notPlaced') } }),
  says: fromLevel('say.hello'),
  log: [line(1, 0, 'normal', system('hello is up'))],
})

const helloRides = aRider({ name: 'hello', plate: 'node/b1', replicas: { ready: 2, wanted: 2 } })
const helloPip = aPip('hello')
const bowlWithHello = aLane('bowl', {
  tone: 'well',
  utilisation: 380_000,
  plates: [
    node('b1', { promised: 31_000, pips: [helloPip] }),
    node('b2', { promised: 31_000, pips: [helloPip] }),
    node('b3'),
  ],
  riders: [helloRides],
})

const logOfHello = [
  line(1, 0, 'normal', system('hello is up')),
  line(2, 30, 'command', system('kubectl apply -f hello.yaml')),
  line(3, 31, 'normal', system('Successfully assigned default/hello-0 to b1')),
  line(4, 31, 'normal', system('Pulling image "web"')),
  line(5, 44, 'normal', system('Readiness probe succeeded: hello-0, hello-1')),
]

const boxesWithTill = (till: RiderView, word: string, done: number) =>
  aLane('boxes', {
    tone: till.tone,
    plates: [
      hypervisor('h1', {
        promised: 62_500,
        above: [
          aPlate({
            kind: 'server',
            name: 'till-0',
            state: word === 'BUILD' ? 'building' : 'up',
            word,
            done,
            promised: 1_000_000,
            pips: [aPip('till', { state: till.state === 'riding' ? 'serving' : 'starting', tone: till.tone })],
          }),
        ],
      }),
      hypervisor('h2'),
    ],
    riders: [till],
  })

/** Calm: `hello` rides in the bowl, `till` is in the air above the boxes. */
export const calm: ParkView = aPark({
  tick: 300,
  meters: someMeters({
    cost: 1_100_000,
    toil: 60_000,
    served: 6_300,
    hands: [aHand('ROUTE', 'till', 300_000), FREE],
  }),
  lanes: [
    bowlWithHello,
    boxesWithTill(
      aRider({
        name: 'till',
        stickers: ['ANCHOR'],
        state: 'air',
        tone: 'waiting',
        plate: 'server/till-0',
        word: 'BUILD',
        done: 450_000,
        utilisation: 0,
        replicas: { ready: 0, wanted: 1 },
      }),
      'BUILD',
      450_000,
    ),
    aLane('slab', { plates: SLAB }),
  ],
  target: { target: 'rider/till', kind: 'rider', name: 'till', byHand: false, explained: [] },
  targets: ['rider/till', 'rider/hello', ...aPark().targets],
  verbs: someVerbs(undefined, { LAND: { refusal: ui('refused.nothingReady') } }),
  log: [
    ...logOfHello,
    line(6, 240, 'normal', system('till is up')),
    line(7, 270, 'command', system('openstack server create --flavor m1.medium --image till till-0')),
  ],
})

const tillReady = aRider({
  name: 'till',
  stickers: ['ANCHOR'],
  state: 'ready',
  tone: 'waiting',
  plate: 'server/till-0',
  word: 'ACTIVE',
  utilisation: 0,
  replicas: { ready: 1, wanted: 1 },
})

/** The lesson: a slab machine was ordered, `render` is announced; and `till` waits for LAND. */
export const ordering: ParkView = aPark({
  tick: 700,
  meters: someMeters({
    cost: 2_600_000,
    toil: 130_000,
    served: 27_000,
    lost: 30,
    budgetLeft: 980_000,
    hands: [aHand('SCALE', 's1', 700_000), FREE],
  }),
  lanes: [
    bowlWithHello,
    boxesWithTill(tillReady, 'ACTIVE', 0),
    aLane('slab', {
      tone: 'waiting',
      plates: [slab('s1', { state: 'ordered', word: 'wait call-back', done: 480_000, marked: true }), slab('s2')],
    }),
  ],
  incoming: [renderComing],
  target: { target: 'machine/s1', kind: 'plate', name: 's1', byHand: true, explained: [] },
  targets: ['rider/till', 'rider/hello', ...aPark().targets],
  verbs: someVerbs(undefined, {
    LAND: {
      refusal: undefined,
      target: 'rider/till',
      caption: ui('does.LAND.boxes', { name: 'till' }),
      ripe: true,
      command: 'openstack loadbalancer member create --address till-0 till',
    },
    SCALE: { ...orderCaption, refusal: system('node s1 is in provision state deploying') },
  }),
  says: undefined,
  hint: fromLevel('hint.order'),
  log: [
    ...logOfHello,
    line(7, 270, 'command', system('openstack server create --flavor m1.medium --image till till-0')),
    line(8, 360, 'command', system(ORDERED)),
    line(9, 361, 'normal', system('s1: available -> deploying')),
    line(10, 640, 'normal', system('till-0: ACTIVE')),
  ],
})

const tillRides = { ...tillReady, state: 'riding', tone: 'strained', utilisation: 820_000 } as const

/** Trouble: `render` was ordered late, its users are here and nobody serves them. */
export const trouble: ParkView = aPark({
  tick: 1650,
  meters: someMeters({
    cost: 5_900_000,
    toil: 410_000,
    served: 71_200,
    lost: 21_400,
    budgetLeft: 200_000,
    losing: true,
    hands: [aHand('ROUTE', 'render', 200_000), aHand('SCALE', 's2', 850_000)],
    waiting: [
      {
        verb: 'SCALE',
        doing: ui('doing.SCALE', { name: 'hello' }),
        line: system('kubectl scale deployment/hello --replicas=3'),
      },
    ],
  }),
  lanes: [
    bowlWithHello,
    boxesWithTill(tillRides, 'ACTIVE', 0),
    aLane('slab', {
      tone: 'failing',
      plates: [
        slab('s1', {
          state: 'ordered',
          word: 'deploying',
          done: 310_000,
          pips: [aPip('render', { state: 'starting', tone: 'waiting' })],
        }),
        slab('s2'),
      ],
      riders: [
        aRider({
          name: 'render',
          stickers: ['BOLT'],
          state: 'air',
          tone: 'failing',
          plate: 'machine/s1',
          word: 'deploying',
          done: 310_000,
          utilisation: 0,
          replicas: { ready: 0, wanted: 1 },
          failing: true,
        }),
      ],
    }),
  ],
  target: { target: 'rider/render', kind: 'rider', name: 'render', byHand: false, explained: [] },
  targets: ['rider/render', 'rider/till', 'rider/hello', ...aPark().targets],
  verbs: someVerbs(undefined, {
    LAND: { refusal: ui('refused.nothingReady') },
    SCALE: {
      target: 'rider/render',
      caption: ui('does.SCALE.slab', { name: 'render' }),
      command: 'openstack baremetal node deploy s2',
    },
  }),
  hint: fromLevel('hint.fly'),
  log: [
    ...logOfHello,
    line(11, 1110, 'normal', system('render is up')),
    line(12, 1400, 'command', system(ORDERED)),
    line(13, 1430, 'warning', system('render: nobody answers, 50 requests/s fail')),
    line(14, 1560, 'warning', system('half of the error budget is gone')),
    line(15, 1640, 'refusal', system('0/3 nodes are available: 3 Insufficient nvidia.com/gpu.')),
  ],
})

/** `render` is up this very moment, and no machine was ordered. */
export const renderUp: ParkView = aPark({
  tick: 1110,
  meters: someMeters({ cost: 4_100_000, toil: 90_000, served: 48_000, budgetLeft: 960_000 }),
  lanes: [bowlWithHello, boxesWithTill(tillRides, 'ACTIVE', 0), aLane('slab', { plates: SLAB })],
  deck: { up: { ...renderCard, patienceLeft: 900_000 }, next: [] },
  target: { target: 'machine/s1', kind: 'plate', name: 's1', byHand: true, explained: [] },
  targets: ['rider/render', 'rider/till', 'rider/hello', ...aPark().targets],
  verbs: someVerbs('render', { SCALE: orderCaption }),
  log: [...logOfHello, line(11, 1110, 'normal', system('render is up'))],
})

/** The end of level 1, all three riding. */
export const ended: ParkView = aPark({
  tick: 2400,
  outcome: 'landed',
  meters: someMeters({ cost: 6_200_000, toil: 240_000, served: 193_400, lost: 300, budgetLeft: 960_000 }),
  lanes: [
    bowlWithHello,
    boxesWithTill({ ...tillRides, tone: 'well', utilisation: 375_000 }, 'ACTIVE', 0),
    aLane('slab', {
      tone: 'well',
      utilisation: 312_000,
      plates: [
        slab('s1', {
          state: 'up',
          word: 'active',
          promised: 1_000_000,
          pips: [aPip('render')],
        }),
        slab('s2'),
      ],
      riders: [aRider({ name: 'render', stickers: ['BOLT'], plate: 'machine/s1', word: 'active' })],
    }),
  ],
  log: [...logOfHello, line(20, 2400, 'normal', system('The session is over'))],
})

/** Every moment, by name: for tests that must hold of all of them. */
export const MOMENTS = { dropInStarts, calm, ordering, renderUp, trouble, ended } as const

const helloAir = {
  rider: 'hello',
  where: ui('lane.bowl'),
  asked: 30,
  ready: 44,
  due: 90,
  air: 14,
  late: 0,
} as const
const tillAir = {
  rider: 'till',
  where: ui('lane.boxes'),
  asked: 270,
  ready: 342,
  due: 360,
  air: 72,
  late: 0,
} as const

const allRide = told(wordsOf({ is: 'metric', metric: 'riders.landed', gte: 3 }))
const steadyGot = (value: number) => ({ unit: 'ppm', value, limit: 900_000, most: false }) as const
const steady = told(wordsOf({ is: 'metric', metric: 'budget.leftPpm', gte: 900_000 }))

/** A moment of a timeline; without a cause a warning or a normal one goes back to the level. */
export const anOccurrence = (
  id: number,
  tick: number,
  kind: OccurrenceView['kind'],
  text: Phrase,
  cause?: number,
  over: Partial<OccurrenceView> = {},
): OccurrenceView => ({
  id,
  tick,
  until: tick,
  kind,
  text,
  asked: '',
  count: 1,
  alike: true,
  cause,
  scenario: kind === 'command' ? undefined : ui('because.came', { name: 'hello' }),
  effects: [],
  lost: 0,
  share: 0,
  ...over,
})

const aStep = (tick: number, line: string, asked: string): RunbookLine => ({
  tick,
  asked,
  line,
  state: 'done',
  refusal: undefined,
})

/** Level 1 with the machine ordered in time. */
export const landed: DebriefView = {
  outcome: 'landed',
  endedAt: 2400,
  ending: 'time',
  card: { of: 'landed', levelId: 'L01-drop-in', late: 1_000_000, riders: [], metal: 'silver' },
  claim: fromLevel('claim'),
  verdict: { rider: 'render', lost: 300, reasons: [ui('loss.MachineDeploying')], waited: undefined },
  medal: 'silver',
  medals: [
    { of: 'slo', metal: 'gold', got: 998_400, next: undefined },
    { of: 'cost', metal: 'silver', got: 6_200_000, next: { metal: 'gold', needs: 6_000_000 } },
    { of: 'toil', metal: 'gold', got: 240_000, next: undefined },
  ],
  goals: [
    { id: 'all-ride', must: true, met: true, inVain: false, text: allRide, got: undefined },
    { id: 'steady', must: false, met: true, inVain: false, text: steady, got: steadyGot(961_200) },
  ],
  limits: { slo: [960_000], cost: [6_000_000], toil: [] },
  ledger: {
    planned: 193_700,
    served: 193_400,
    lost: 300,
    writes: 0,
    writeWeighs: 25,
    budget: 7_748,
    cost: 6_200_000,
    toil: 240_000,
    rows: [
      {
        rider: 'render',
        reason: ui('loss.MachineDeploying'),
        because: system(ORDERED),
        lost: 300,
        share: 1_000_000,
        from: 1110,
        to: 1121,
        moment: 8,
      },
    ],
  },
  airTimes: [
    helloAir,
    tillAir,
    { rider: 'render', where: ui('lane.slab'), asked: 360, ready: 1040, due: 1110, air: 680, late: 0 },
  ],
  timeline: [
    anOccurrence(1, 0, 'normal', system('hello is up')),
    anOccurrence(2, 30, 'command', system('kubectl apply -f hello.yaml'), 1),
    anOccurrence(5, 44, 'normal', system('hello: Ready'), 2),
    anOccurrence(8, 360, 'command', system(ORDERED)),
    anOccurrence(9, 1040, 'normal', system('s1: active'), 8),
    anOccurrence(11, 1110, 'normal', system('render is up')),
  ],
  runbook: [
    aStep(30, 'kubectl apply -f hello.yaml', 'ROUTE rider/hello'),
    aStep(270, 'openstack server create --flavor m1.medium --image till till-0', 'ROUTE rider/till'),
    aStep(360, ORDERED, 'SCALE machine/s1'),
    aStep(1111, 'systemctl start render', 'ROUTE rider/render'),
  ],
  codex: [],
}

/** Level 1 with the machine ordered when its rider was already up: the budget ran out. */
export const wipedOut: DebriefView = {
  ...landed,
  outcome: 'wipedOut',
  card: { of: 'wipedOut', levelId: 'L01-drop-in', late: 700_000, riders: [], face: 'time', bail: 'crash' },
  endedAt: 1730,
  verdict: {
    rider: 'render',
    lost: 7_598,
    reasons: [ui('loss.NotRouted'), ui('loss.MachineDeploying')],
    waited: { due: 1110, seconds: 620 },
  },
  medal: 'none',
  medals: [
    { of: 'slo', metal: 'none', got: 914_000, next: { metal: 'bronze', needs: 960_000 } },
    { of: 'cost', metal: 'none', got: 5_900_000, next: undefined },
    { of: 'toil', metal: 'none', got: 410_000, next: undefined },
  ],
  goals: [
    { id: 'all-ride', must: true, met: false, inVain: false, text: allRide, got: undefined },
    { id: 'steady', must: false, met: false, inVain: false, text: steady, got: steadyGot(0) },
  ],
  ledger: {
    ...landed.ledger,
    served: 91_000,
    lost: 7_748,
    rows: [
      {
        rider: 'render',
        reason: ui('loss.MachineDeploying'),
        because: system(ORDERED),
        lost: 7_598,
        share: 980_640,
        from: 1110,
        to: 1730,
        moment: 12,
      },
      {
        rider: 'till',
        reason: ui('loss.MachineDeploying'),
        because: ui('because.came', { name: 'till' }),
        lost: 150,
        share: 19_360,
        from: 360,
        to: 365,
        moment: undefined,
      },
    ],
  },
  airTimes: [
    helloAir,
    { ...tillAir, ready: 365, air: 95, late: 5 },
    { rider: 'render', where: ui('lane.slab'), asked: 1115, ready: undefined, due: 1110, air: undefined, late: 620 },
  ],
  timeline: [
    anOccurrence(1, 0, 'normal', system('hello is up')),
    anOccurrence(2, 30, 'command', system('kubectl apply -f hello.yaml'), 1),
    anOccurrence(11, 1110, 'normal', system('render is up')),
    anOccurrence(12, 1115, 'command', system(ORDERED), 11),
    anOccurrence(13, 1110, 'warning', system('render: nobody answers'), 11),
    anOccurrence(14, 1730, 'warning', system('the error budget is gone'), 13),
  ],
}

const someFigures = (over: Partial<FiguresView>): FiguresView => ({
  outcome: 'wipedOut',
  endedAt: 1_730,
  lost: 7_748,
  budgetLeft: 0,
  cost: 5_900_000,
  toil: 410_000,
  medal: 'none',
  curve: [
    { tick: 0, left: 1_000_000 },
    { tick: 1_110, left: 1_000_000 },
    { tick: 1_730, left: 0 },
  ],
  ...over,
})

const ORDER = { tick: 1_115, decision: ui('choice.order', { name: 's1' }) } as const

/** What could have been done otherwise in `wipedOut`. */
export const looked: HindsightView = {
  worst: {
    from: 1_130,
    to: 1_730,
    lost: 7_400,
    share: 955_000,
    caption: ui('watch.MachineDeploying', { rider: 'render' }),
  },
  choices: [
    { id: 0, group: '0', ...ORDER, change: { what: 'shift', by: -480 } },
    { id: 1, group: '0', ...ORDER, change: { what: 'leaveOut', text: ui('change.leaveOut') } },
    {
      id: 2,
      group: 'nothing',
      tick: undefined,
      decision: undefined,
      change: { what: 'nothing', text: ui('change.nothing') },
    },
  ],
  settled: true,
  telling: undefined,
  shown: undefined,
}

export const earlier: NonNullable<HindsightView['shown']> = {
  choice: looked.choices[0]!,
  yours: someFigures({}),
  other: someFigures({
    outcome: 'landed',
    endedAt: 2_400,
    lost: 300,
    budgetLeft: 961_000,
    cost: 6_200_000,
    medal: 'silver',
    curve: [
      { tick: 0, left: 1_000_000 },
      { tick: 2_400, left: 961_000 },
    ],
  }),
  parting: {
    tick: 1_275,
    where: 'other',
    what: ui('parting.ready', { name: 'render' }),
    instead: ui('parting.is.air', { name: 'render', word: 'wait call-back' }),
  },
  refusal: undefined,
}

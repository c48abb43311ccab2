/**
 * Every number that is the scenario's and not the world's, each with its unit and why it
 * is so. Those of the real world are `constants.ts`'s.
 */

/** Labelled as an assumption wherever it is shown. */
export interface Assumed<Value> {
  readonly value: Value
  readonly unit: string
  readonly why: string
}

const assumed = <const Value>(value: Value, unit: string, why: string): Assumed<Value> => ({ value, unit, why })

/** Money is in micro-units, an arbitrary currency. */
export const ASSUMED = {
  handBusy: assumed({ bowl: 60, rail: 60, boxes: 120, slab: 120 }, 's', 'how long a command keeps a hand busy'),
  headroomBalance: assumed(
    { least: 15, most: 40 },
    'percent',
    "of what a tenant's pool may give away that is free: with less a lost node has no room elsewhere, more is bought for nothing",
  ),
  hands: assumed(2, 'people', 'on call'),
  defectiveRuns: assumed(2, 's', 'a release that cannot run ends by itself after so long, each time it is started'),
  callBackPercent: assumed(
    { least: 5, most: 45 },
    'percent of a deploy',
    'when a machine boots its ramdisk over the network, and when that has called back: the sources have only the whole',
  ),
  waitingRoomPercent: assumed(
    70,
    'percent of the objective for latency',
    'what a backend may have waiting, in time to work it off; more is turned away',
  ),
  healthMonitor: assumed(15, 's', 'a balancer takes out a member that failed three checks five seconds apart'),
  shedPpm: assumed(333_333, 'ppm of the requests', 'HOLD on a rider that rides closes its gate by a third'),
  lostWrite: assumed(25, 'requests', 'what an acknowledged write that is lost weighs'),
  cutOverByItself: assumed(30, 's', 'a health check puts a Ready server or machine in service if nobody does'),
  machineCoreHour: assumed(
    1_000_000,
    'micro-units for one core for one hour',
    'paid for a whole machine whether it is used or not',
  ),
  deployFails: assumed(
    { from: 21, ppm: 20_000 },
    'machines at once; ppm of those beyond',
    'the sources say that a few of more than twenty at once fail, not how many',
  ),
  disksPerMachine: assumed(4, 'disks', 'as in the sources’ sums for a hundred servers'),
  rackFailures: assumed(
    1,
    'a year for each rack',
    'the sources count about twenty in the first year of a cluster of unknown size',
  ),
  feedFailures: assumed(
    1,
    'a year for each power feed',
    'the sources count one power distribution unit in the first year',
  ),
  eraseMetadata: assumed({ least: 10, most: 120 }, 's', 'the sources say seconds to minutes'),
  eraseMiBPerSecond: assumed(150, 'MiB a second', 'one pass over a spinning disk; the sources say hours or even days'),
  stealTold: assumed(
    100,
    'thousandths of steal',
    'from here on it is told; the sources only say that more than a tenth hurts',
  ),
  serverTaxPercent: assumed(110, 'percent of a core', 'a vCPU pays its share, and a tenth more for the virtualisation'),
  nodeJoins: assumed(30, 's', 'from when a guest has booted until its kubelet has joined the cluster and is Ready'),
  nodeUpgrades: assumed(120, 's', 'from when a node is empty until its new kubelet is Ready'),
  memberJoins: assumed(
    30,
    's',
    "from `kubeadm join --control-plane` until the new member's etcd has started and caught up",
  ),
  automatedEvery: assumed(900, 's', 'how often what was automated in the run takes a snapshot or a backup'),
  automationFlow: assumed(600, 's', 'of FLOW: what it costs to have a runbook done by the clock'),
  usefulMove: assumed(60, 's', 'of FLOW: for an incident that hands were laid on and that is over'),
  certificateAlert: assumed(30, 'days', 'so long before their year is over the certificates are worth renewing'),
  switchover: assumed(3, 's', 'patronictl switchover: the primary stops cleanly, and the candidate is promoted'),
  slowDisk: assumed(
    { least: 500, most: 1_500, worstWithin: 60 },
    'per mille of the mean; s',
    'a slow disk is uneven: how much quicker and slower than its mean it writes, and how soon the worst write comes',
  ),
} as const

type Assumptions = { readonly [Key in keyof typeof ASSUMED]: (typeof ASSUMED)[Key]['value'] }

/** The values alone. */
export const ASSUMPTIONS = Object.fromEntries(
  Object.entries(ASSUMED).map(([key, { value }]) => [key, value]),
) as unknown as Assumptions

/**
 * Riders that can be called into any park of the Lab: one of each kind that the campaign
 * has, taken from there with the image and the flavor that they need.
 *
 * A level may change its numbers afterwards; a test holds them to its kinds. Those of a kind that leans on
 * others (calls, a policy, a project) are left out: in another park it would have nobody.
 */

import type { Level, Workload } from './level'

export interface PaletteRider {
  /** The level that it is from. */
  readonly from: string
  /** What it is called there. */
  readonly word: string
  readonly image: Level['park']['images'][number]
  readonly flavor: Level['park']['flavors'][number]
  readonly workload: Workload
}

/** What a level need not write. */
const USUAL = {
  dirtyMiBPerSecond: 20,
  latencySloMs: 1000,
  kernel: 'shared',
  trusted: true,
  schedule: false,
  releases: [],
  replicas: 1,
} as const satisfies Partial<Workload>

/** Nor of a Job. */
const JOB = {
  completions: 1,
  parallelism: 1,
  backoffLimit: 6,
  restartPolicy: 'Never',
  concurrencyPolicy: 'Allow',
} as const

const RIDERS: readonly (Omit<PaletteRider, 'workload'> & {
  readonly workload: Omit<Workload, keyof typeof USUAL> & Partial<Workload>
})[] = [
  {
    from: 'C7-full-park',
    word: 'the cart',
    image: { name: 'web:v1', sizeMiB: 240, cached: true },
    flavor: { name: 'm1.small', vcpus: 1, ramMiB: 2048 },
    workload: {
      name: 'cart',
      requests: { cpuMillicores: 1000, memoryMiB: 1024, gpus: 0 },
      image: 'web:v1',
      flavor: 'm1.small',
      warmup: 3,
      workers: 16,
      serviceMs: 50,
      demand: [{ at: 0, perSecond: 140 }],
      replicas: 3,
      readinessProbe: { periodSeconds: 5 },
    },
  },
  {
    from: 'L13-headroom',
    word: 'the shop, scaled by its use',
    image: { name: 'web', sizeMiB: 1600, cached: true },
    flavor: { name: 'm1.large', vcpus: 2, ramMiB: 4096 },
    workload: {
      name: 'shop',
      requests: { cpuMillicores: 2000, memoryMiB: 1024, gpus: 0 },
      image: 'web',
      flavor: 'm1.large',
      warmup: 2,
      workers: 2,
      serviceMs: 50,
      replicas: 4,
      autoscale: { minReplicas: 4, maxReplicas: 12, targetCpuPercent: 50, behavior: false },
      readinessProbe: { periodSeconds: 2 },
      demand: [
        { at: 0, perSecond: 75 },
        { at: 600, perSecond: 75 },
        { at: 750, perSecond: 400 },
        { at: 1680, perSecond: 400 },
        { at: 1740, perSecond: 200 },
      ],
    },
  },
  {
    from: 'C6-storm-drain',
    word: 'the search, asks again when it waits',
    image: { name: 'web', sizeMiB: 240, cached: true },
    flavor: { name: 'm1.small', vcpus: 1, ramMiB: 2048 },
    workload: {
      name: 'search',
      requests: { cpuMillicores: 1000, memoryMiB: 1024, gpus: 0 },
      image: 'web',
      flavor: 'm1.small',
      warmup: 2,
      workers: 4,
      serviceMs: 60,
      demand: [
        { at: 0, perSecond: 240 },
        { at: 2050, perSecond: 240 },
        { at: 2080, perSecond: 310 },
        { at: 2140, perSecond: 310 },
        { at: 2170, perSecond: 240 },
      ],
      replicas: 6,
      client: { timeoutMs: 600, attempts: 3, backoffMs: 100 },
      readinessProbe: { periodSeconds: 3 },
    },
  },
  {
    from: 'C2-spine',
    word: 'the chat, small pods',
    image: { name: 'web', sizeMiB: 240, cached: true },
    flavor: { name: 'm1.small', vcpus: 1, ramMiB: 2048 },
    workload: {
      name: 'chat',
      requests: { cpuMillicores: 150, memoryMiB: 256, gpus: 0 },
      image: 'web',
      flavor: 'm1.small',
      warmup: 30,
      workers: 1,
      serviceMs: 50,
      demand: [{ at: 0, perSecond: 650 }],
      replicas: 45,
      latencySloMs: 2000,
      minAvailable: 36,
      readinessProbe: { periodSeconds: 3 },
    },
  },
  {
    from: 'C7-full-park',
    word: 'guests’ code, untrusted',
    image: { name: 'web:v1', sizeMiB: 240, cached: true },
    flavor: { name: 'm1.medium', vcpus: 2, ramMiB: 4096 },
    workload: {
      name: 'guests',
      requests: { cpuMillicores: 1000, memoryMiB: 4096, gpus: 0 },
      image: 'web:v1',
      flavor: 'm1.medium',
      warmup: 3,
      workers: 8,
      serviceMs: 50,
      demand: [
        { at: 0, perSecond: 8 },
        { at: 500, perSecond: 8 },
        { at: 700, perSecond: 20 },
        { at: 1000, perSecond: 8 },
      ],
      trusted: false,
    },
  },
  {
    from: 'C7-full-park',
    word: 'an old till',
    image: { name: 'old', sizeMiB: 1800, cached: true },
    flavor: { name: 'm1.medium', vcpus: 2, ramMiB: 4096 },
    workload: {
      name: 'till',
      requests: { cpuMillicores: 1000, memoryMiB: 4096, gpus: 0 },
      image: 'old',
      flavor: 'm1.medium',
      warmup: 3,
      workers: 8,
      serviceMs: 50,
      demand: [{ at: 0, perSecond: 10 }],
      kernel: 'own',
    },
  },
  {
    from: 'C5-box-yard',
    word: 'the orders, one copy',
    image: { name: 'db', sizeMiB: 600, cached: true },
    flavor: { name: 'm1.large', vcpus: 4, ramMiB: 8192 },
    workload: {
      name: 'orders-db',
      requests: { cpuMillicores: 4000, memoryMiB: 8192, gpus: 0 },
      image: 'db',
      flavor: 'm1.large',
      warmup: 8,
      workers: 8,
      serviceMs: 40,
      demand: [{ at: 0, perSecond: 20 }],
      data: { sizeMiB: 16384, copies: 'one', disk: 'network', writes: 50000 },
      dirtyMiBPerSecond: 40,
    },
  },
  {
    from: 'C6-storm-drain',
    word: 'the ledger, a crew of three',
    image: { name: 'crew', sizeMiB: 700, cached: true },
    flavor: { name: 'm1.medium', vcpus: 2, ramMiB: 4096 },
    workload: {
      name: 'ledger',
      requests: { cpuMillicores: 2000, memoryMiB: 4096, gpus: 0 },
      image: 'crew',
      flavor: 'm1.medium',
      warmup: 2,
      workers: 8,
      serviceMs: 40,
      demand: [{ at: 0, perSecond: 24 }],
      replicas: 3,
      data: { sizeMiB: 8192, copies: 'quorum', disk: 'local', writes: 50000 },
    },
  },
  {
    from: 'C5-box-yard',
    word: 'the archive, wants a big box',
    image: { name: 'db', sizeMiB: 600, cached: true },
    flavor: { name: 'm1.huge', vcpus: 8, ramMiB: 28672 },
    workload: {
      name: 'archive',
      requests: { cpuMillicores: 8000, memoryMiB: 28672, gpus: 0 },
      image: 'db',
      flavor: 'm1.huge',
      warmup: 8,
      workers: 8,
      serviceMs: 40,
      demand: [{ at: 0, perSecond: 14 }],
      data: { sizeMiB: 32768, copies: 'one', disk: 'network', writes: 50000 },
      dirtyMiBPerSecond: 60,
    },
  },
  {
    from: 'L14-night-shift',
    word: 'the payroll, every ten minutes',
    image: { name: 'job', sizeMiB: 300, cached: true },
    flavor: { name: 'm1.small', vcpus: 1, ramMiB: 2048 },
    workload: {
      name: 'payroll',
      requests: { cpuMillicores: 1000, memoryMiB: 2048, gpus: 0 },
      image: 'job',
      flavor: 'm1.small',
      warmup: 3,
      workers: 8,
      serviceMs: 50,
      demand: [{ at: 0, perSecond: 0 }],
      batch: {
        ...JOB,
        schedule: '*/10 * * * *',
        requests: 900,
        runSeconds: 60,
        within: 240,
        concurrencyPolicy: 'Forbid',
      },
    },
  },
  {
    from: 'L07-big-air',
    word: 'sorts faces, 2 GPUs, no hurry',
    image: { name: 'cuda', sizeMiB: 4200, cached: true },
    flavor: { name: 'm1.large', vcpus: 4, ramMiB: 8192 },
    workload: {
      name: 'faces',
      requests: { cpuMillicores: 8000, memoryMiB: 32768, gpus: 2 },
      image: 'cuda',
      flavor: 'm1.large',
      warmup: 5,
      workers: 16,
      serviceMs: 100,
      demand: [{ at: 0, perSecond: 0 }],
      batch: { ...JOB, requests: 1500, runSeconds: 600, within: 900 },
    },
  },
  {
    from: 'C7-full-park',
    word: 'rendering, four GPUs',
    image: { name: 'gpu', sizeMiB: 3000, cached: true },
    flavor: { name: 'm1.large', vcpus: 4, ramMiB: 8192 },
    workload: {
      name: 'render',
      requests: { cpuMillicores: 8000, memoryMiB: 32768, gpus: 4 },
      image: 'gpu',
      flavor: 'm1.large',
      warmup: 20,
      workers: 32,
      serviceMs: 200,
      demand: [{ at: 0, perSecond: 40 }],
    },
  },
]

export const PALETTE: readonly PaletteRider[] = RIDERS.map(rider => ({
  ...rider,
  workload: { ...USUAL, ...rider.workload },
}))

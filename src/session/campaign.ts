/**
 * Where the player is in the app: title, street and shop, briefing, run, debrief, and back.
 *
 * The one statechart here that runs as an actor. It knows no level and holds no run:
 * whoever starts it provides `openRun`, `openReplay` and `openBranch`, which are called
 * each time a sitting begins, and sends ENDED when the run does. Where a level has not
 * come yet (`isHere`), START waits for it: HERE says that it has. Retry never passes a
 * briefing.
 * Settings are a dialog over any screen, not a place.
 */

import { assign, type SnapshotFrom, setup } from 'xstate'
import type { LabWish } from '../level/lab'
import type { Ppm, Tick } from '../model/units'
import type { RunFile } from './run-file'

/** Where: its key among the words of the interface. Detail: what the checker or the browser said, as it said it. */
export interface Problem {
  readonly key: string
  readonly detail?: string
  /** The level that can be tried again. */
  readonly levelId?: string
}

export interface Span {
  readonly from: Tick
  readonly to: Tick
}

/** A round that is over: what its operator kept of the error budget. */
export interface Round {
  readonly kept: Ppm
  readonly runFile: RunFile
}

/** Both rounds are of one park and one seed. */
export interface Duel {
  readonly rounds: readonly Round[]
}

export interface CampaignContext {
  readonly levelId: string
  /** Undefined: the level's own. */
  readonly seed?: number | undefined
  /** The Lab is made of the level, like this; undefined: the level itself is played. */
  readonly lab?: LabWish | undefined
  /** The run that ended last, or that a link carried: what REPLAY plays. */
  readonly runFile?: RunFile | undefined
  /** The part of it that REPLAY plays; undefined: all of it. */
  readonly span?: Span | undefined
  readonly problem?: Problem | undefined
  /** Two play against one another. */
  readonly duel?: Duel | undefined
}

export type CampaignEvent =
  /** A level is chosen: to its briefing. */
  | { readonly type: 'OPEN'; readonly levelId: string; readonly seed?: number }
  /** A run from a link or a file: straight to its replay. */
  | { readonly type: 'WATCH'; readonly levelId: string; readonly runFile: RunFile }
  | { readonly type: 'STREET' }
  | { readonly type: 'SHOP' }
  /** A duel is to be played: its park, if another is wished for, and a seed for both rounds. */
  | { readonly type: 'DUEL'; readonly levelId?: string; readonly seed?: number }
  /** To the Lab's door, where a park is chosen. */
  | { readonly type: 'LAB' }
  | { readonly type: 'OPEN_LAB'; readonly levelId: string; readonly seed: number; readonly lab: LabWish }
  | { readonly type: 'START' }
  /** The level that was waited for is here. */
  | { readonly type: 'HERE' }
  | { readonly type: 'PLAN' }
  | { readonly type: 'MENU' }
  | { readonly type: 'RESUME' }
  | { readonly type: 'ENDED'; readonly runFile: RunFile; readonly kept?: Ppm }
  | { readonly type: 'AGAIN' }
  | { readonly type: 'REPLAY'; readonly span?: Span; readonly round?: number }
  /** The run that is watched is played on by hand from where it stands. */
  | { readonly type: 'BRANCH' }
  | { readonly type: 'QUIT' }
  | { readonly type: 'FAIL'; readonly problem: Problem }

/** Under way, with the board in front, or behind the menu. RESUME goes back to how time stood. */
const sitting = {
  initial: 'board',
  states: {
    board: {
      initial: 'running',
      states: {
        running: { on: { PLAN: 'planning' } },
        planning: { on: { PLAN: 'running' } },
        asBefore: { type: 'history' },
      },
      on: { MENU: 'menu' },
    },
    menu: { on: { RESUME: 'board.asBefore', MENU: 'board.asBefore' } },
  },
} as const

const again = {
  AGAIN: { target: '#campaign.run', reenter: true, actions: 'openRun' },
  QUIT: [{ guard: 'inLab', target: '#campaign.lab' }, { target: '#campaign.street' }],
} as const

/** A round that is played anew from its replay is none of the two. */
const after = ({ rounds }: Duel, { kept = 0, runFile }: Extract<CampaignEvent, { type: 'ENDED' }>): Duel => ({
  rounds: rounds.length < 2 ? [...rounds, { kept, runFile }] : rounds,
})

export const campaign = setup({
  types: {
    context: {} as CampaignContext,
    events: {} as CampaignEvent,
    input: {} as { readonly levelId: string },
  },
  actions: {
    /** A new sitting of `context.levelId`. */
    openRun: () => {},
    /** A sitting that plays `context.runFile`. */
    openReplay: () => {},
    /** A sitting that plays on from where the replay stands. */
    openBranch: () => {},
    choose: assign(({ event }) =>
      event.type === 'OPEN' ? { levelId: event.levelId, seed: event.seed, lab: undefined, runFile: undefined } : {},
    ),
    chooseLab: assign(({ event }) =>
      event.type === 'OPEN_LAB' ? { levelId: event.levelId, seed: event.seed, lab: event.lab, runFile: undefined } : {},
    ),
    receive: assign(({ event }) =>
      event.type === 'WATCH'
        ? {
            levelId: event.levelId,
            seed: event.runFile.level.lab && event.runFile.seed,
            lab: event.runFile.level.lab,
            runFile: event.runFile,
            span: undefined,
          }
        : {},
    ),
    limit: assign(({ context, event }) =>
      event.type === 'REPLAY'
        ? { span: event.span, runFile: context.duel?.rounds[event.round ?? -1]?.runFile ?? context.runFile }
        : {},
    ),
    keep: assign(({ context: { duel }, event }) =>
      event.type === 'ENDED' ? { runFile: event.runFile, ...(duel && { duel: after(duel, event) }) } : {},
    ),
    challenge: assign(({ context, event }) =>
      event.type === 'DUEL'
        ? {
            levelId: event.levelId ?? context.levelId,
            seed: event.seed,
            lab: undefined,
            runFile: undefined,
            duel: { rounds: [] },
          }
        : {},
    ),
    part: assign({ duel: undefined }),
    note: assign(({ event }) => (event.type === 'FAIL' ? { problem: event.problem } : {})),
    forget: assign({ problem: undefined }),
  },
  guards: {
    /** Each has operated but one. */
    goesOn: ({ context }) => context.duel?.rounds.length === 1,
    hasRun: ({ context }) => context.runFile !== undefined,
    isHere: () => true,
    inLab: ({ context }) => context.lab !== undefined,
  },
}).createMachine({
  id: 'campaign',
  context: ({ input }) => ({ levelId: input.levelId }),
  initial: 'title',
  on: {
    OPEN: { target: '.briefing', actions: ['choose', 'part'] },
    WATCH: { target: '.replay', actions: ['receive', 'part'], reenter: true },
    FAIL: { target: '.problem', actions: ['note', 'part'] },
    DUEL: { target: '.duel', actions: 'challenge' },
  },
  states: {
    title: { on: { START: 'briefing', STREET: 'street' } },
    street: { entry: 'part', on: { SHOP: 'shop', LAB: 'lab', QUIT: 'title' } },
    duel: {
      on: { START: [{ guard: 'isHere', target: 'run', actions: 'openRun' }, { target: 'loading' }], QUIT: 'street' },
    },
    lab: { on: { OPEN_LAB: { target: 'loading', actions: 'chooseLab' }, QUIT: 'street' } },
    shop: { on: { QUIT: 'street' } },
    briefing: {
      on: { START: [{ guard: 'isHere', target: 'run', actions: 'openRun' }, { target: 'loading' }], QUIT: 'street' },
    },
    loading: {
      on: {
        HERE: { target: 'run', actions: 'openRun' },
        QUIT: [{ guard: 'inLab', target: 'lab' }, { target: 'street' }],
      },
    },
    run: { ...sitting, on: { ...again, ENDED: { target: 'debrief', actions: 'keep' } } },
    replay: {
      ...sitting,
      entry: 'openReplay',
      // time stands at first, so that one can look where one is
      on: {
        ...again,
        ENDED: 'debrief',
        BRANCH: { target: '#campaign.run.board.planning', actions: ['part', 'openBranch'] },
      },
    },
    debrief: {
      on: {
        ...again,
        REPLAY: { target: 'replay', guard: 'hasRun', actions: 'limit' },
        START: { guard: 'goesOn', target: 'run', actions: 'openRun' },
      },
    },
    problem: { exit: 'forget', on: { QUIT: 'title' } },
  },
})

export type CampaignSnapshot = SnapshotFrom<typeof campaign>

export type Place =
  | 'title'
  | 'street'
  | 'shop'
  | 'duel'
  | 'lab'
  | 'briefing'
  | 'loading'
  | 'run'
  | 'replay'
  | 'debrief'
  | 'problem'
export type SittingMode = 'running' | 'planning' | 'menu'

/** Which screen it is. */
export const placeOf = ({ value }: Pick<CampaignSnapshot, 'value'>): Place =>
  (typeof value === 'string' ? value : Object.keys(value)[0]) as Place

/** How a sitting stands; `running` where there is none. Time flows in `running` only. */
export function modeOf(snapshot: Pick<CampaignSnapshot, 'matches'>): SittingMode {
  for (const place of ['run', 'replay'] as const) {
    if (snapshot.matches({ [place]: 'menu' } as never)) return 'menu'
    if (snapshot.matches({ [place]: { board: 'planning' } } as never)) return 'planning'
  }
  return 'running'
}

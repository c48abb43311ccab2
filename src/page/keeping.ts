/**
 * What is kept between visits: progress and settings, through the store's two slots.
 *
 * Who comes for the first time has nothing to be read: what reads and writes it (the book)
 * is sent for when there is something to write. Until it is here, what is new is only
 * remembered; where it cannot come, the game is played without keeping.
 */

import { DEFAULT_SETTINGS, type Settings, TEXT_SIZES, type TextSize } from '../hud/screen'
import { met } from '../rules/ending'
import { figuresOf, type RunFigures } from '../rules/figures'
import type { Impact } from '../rules/impact'
import { lettersOf } from '../rules/letters'
import { type Metal, medalOf } from '../rules/medals'
import type { Run } from '../rules/run'
import { scoreOf } from '../rules/score'
import { keptKeys, keysIn } from '../session/keys'
import type { Store } from '../session/ports'
import { QUALITIES } from '../session/quality'
import { isKept, NO_PROGRESS, type Progress, pointsIn } from '../session/record'
import type { RunFile } from '../session/run-file'
import { DIFFICULTIES } from '../view/difficulty'

export interface Reached {
  /** Undefined while nothing has landed. */
  readonly best: { readonly medal: Metal; readonly score: number } | undefined
  /** Goals that were ever met, by id. */
  readonly goals: readonly string[]
  /** Riders that have earned a letter. */
  readonly letters: readonly string[]
  /** Figures of the last runs. */
  readonly runs: readonly RunFigures[]
}

export interface Keeping {
  readonly settings: Settings
  set(settings: Settings): void
  /** What was reached on a level, over all its runs. */
  reached(level: string): Reached
  /** The best run of a level itself. */
  bestRun(level: string): RunFile | undefined
  /** A run has ended. */
  note(run: Run, impacts: readonly Impact[], file: RunFile): Promise<void>
  /** All points that there are to spend. */
  readonly points: number
  readonly ownsCape: boolean
  /** It costs everything. */
  buyCape(): Promise<void>
  exported(): Promise<string>
  /** The words' key for what came of it. */
  imported(text: string): Promise<string>
}

/** What reads and writes: loaded by itself, for it brings the schemas with it. */
type Book = typeof import('../session/progress')
const sendForBook = (): Promise<Book> => import('../session/progress')

/** As it was left the last time. */
export async function openKeeping(store: Store, wantsLessMotion: boolean): Promise<Keeping> {
  if (!isKept(store)) return keepingOf(store, wantsLessMotion, undefined)
  const book = await sendForBook().catch(() => undefined)
  return book ? keepingOf(store, wantsLessMotion, book) : keepingOf(NOWHERE, wantsLessMotion, undefined)
}

/** What is there could not be read, so nothing is written over it. */
const NOWHERE: Store = { read: () => undefined, write: () => false }

function keepingOf(store: Store, wantsLessMotion: boolean, given: Book | undefined): Keeping {
  let book = given
  let progress = book ? book.load(store).progress : NO_PROGRESS
  let settings = settingsIn(progress, wantsLessMotion)

  /** At once, if it can be: who leaves the page now has it kept. */
  const withBook = async <Answer>(act: (book: Book) => Answer): Promise<Answer> => {
    book ??= await sendForBook()
    return act(book)
  }
  const keep = (change: (before: Progress, book: Book) => Progress) => {
    const kept = withBook(book => {
      progress = change(progress, book)
      book.save(store, progress)
    })
    return kept.catch(() => undefined)
  }
  return {
    get settings() {
      return settings
    },
    set(next) {
      settings = next
      const { keys, ...plain } = next
      void keep(before => ({ ...before, settings: { ...plain, ...keptKeys(keys) } }))
    },
    reached(level) {
      const record = progress.levels[level]
      const best = record && record.landed > 0 ? { medal: record.medal, score: record.score } : undefined
      return { best, goals: record?.goals ?? [], letters: record?.letters ?? [], runs: record?.own?.runs ?? [] }
    },
    bestRun: level => book?.bestRun(progress, level),
    note(run, impacts, file) {
      const landed = run.play.outcome === 'landed'
      const goals = landed ? run.course.goals.filter(goal => met(run, goal)).map(({ goal }) => goal.id) : []
      const letters = lettersOf(run).flatMap(id => run.world.workloads[id]?.spec.name ?? [])
      const score = scoreOf(run, impacts).total
      const figures = figuresOf(run, file.marks.planned || file.marks.rewound)
      const result = { landed, medal: medalOf(run), score, goals, letters, file, figures }
      return keep((before, { noted }) => noted(before, run.level.id, result))
    },
    get points() {
      return pointsIn(progress)
    },
    get ownsCape() {
      return progress.cape !== undefined
    },
    buyCape() {
      settings = { ...settings, cape: true }
      return keep((before, { withCape }) => ({ ...withCape(before), settings: { ...before.settings, cape: true } }))
    },
    exported: () => withBook(({ exportProgress }) => exportProgress(progress)),
    imported: text =>
      withBook(({ importProgress, save }) => {
        const read = importProgress(text)
        if (typeof read === 'string') return `progress.${read}`
        progress = read
        save(store, read)
        settings = settingsIn(read, wantsLessMotion)
        return 'progress.imported'
      }),
  }
}

/** A kept value counts only if it is of the kind that the setting is. */
function settingsIn({ settings: kept }: Progress, reducedMotion: boolean): Settings {
  const flag = (key: keyof Settings, otherwise: boolean) => (typeof kept[key] === 'boolean' ? kept[key] : otherwise)
  const loudness = (key: 'volume' | 'music') => {
    const value = kept[key]
    return typeof value === 'number' ? Math.min(100, Math.max(0, value)) : DEFAULT_SETTINGS[key]
  }
  return {
    volume: loudness('volume'),
    music: loudness('music'),
    muted: flag('muted', DEFAULT_SETTINGS.muted),
    captions: flag('captions', DEFAULT_SETTINGS.captions),
    reducedMotion: flag('reducedMotion', reducedMotion),
    quality: QUALITIES.find(each => each === kept.quality) ?? DEFAULT_SETTINGS.quality,
    patterns: flag('patterns', DEFAULT_SETTINGS.patterns),
    textSize: TEXT_SIZES.includes(kept.textSize as TextSize) ? (kept.textSize as TextSize) : DEFAULT_SETTINGS.textSize,
    textBoard: flag('textBoard', DEFAULT_SETTINGS.textBoard),
    ghost: flag('ghost', DEFAULT_SETTINGS.ghost),
    leftHand: flag('leftHand', DEFAULT_SETTINGS.leftHand),
    longerWarnings: flag('longerWarnings', DEFAULT_SETTINGS.longerWarnings),
    difficulty: DIFFICULTIES.find(each => each === kept.difficulty) ?? DEFAULT_SETTINGS.difficulty,
    callOut: flag('callOut', DEFAULT_SETTINGS.callOut),
    allOpen: flag('allOpen', DEFAULT_SETTINGS.allOpen),
    cape: flag('cape', DEFAULT_SETTINGS.cape),
    keys: keysIn(kept),
  }
}

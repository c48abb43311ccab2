/**
 * Every code that a message about a level can carry, what it means, and whether it
 * keeps the level from being played.
 *
 * Append only: codes are cited in lessons, issues and search engines. J is JSON, S the
 * schema and names, L lint, R what stops a running level.
 */

export type Severity = 'error' | 'warning'

interface CodeDoc {
  readonly severity: Severity
  readonly doc: string
}

export const CODES = {
  'KOD-J001': { severity: 'error', doc: 'Not JSON: a comma, quote or bracket is missing or too many.' },
  'KOD-J002': { severity: 'error', doc: 'The file is larger than 256 kB.' },
  'KOD-J003': { severity: 'error', doc: 'Brackets are nested deeper than 32.' },
  'KOD-J004': { severity: 'error', doc: 'An object has the same key twice.' },
  'KOD-J005': { severity: 'error', doc: 'A key that JavaScript keeps for itself.' },

  'KOD-S001': { severity: 'error', doc: 'The file does not say its format, or not with a whole number.' },
  'KOD-S002': { severity: 'error', doc: 'Made with a newer K8S or DIE.' },
  'KOD-S003': { severity: 'error', doc: 'A key is missing.' },
  'KOD-S004': { severity: 'error', doc: 'A key that does not belong there.' },
  'KOD-S005': { severity: 'error', doc: 'Another kind of value belongs there.' },
  'KOD-S006': { severity: 'error', doc: 'A number out of range.' },
  'KOD-S007': { severity: 'error', doc: 'A list or a text too short or too long.' },
  'KOD-S008': { severity: 'error', doc: 'A name that is not formed as names are.' },
  'KOD-S010': { severity: 'error', doc: 'A name of something that is not in this level.' },
  'KOD-S011': { severity: 'error', doc: 'A name given twice.' },
  'KOD-S012': { severity: 'error', doc: 'Not one of the allowed words.' },
  'KOD-S013': { severity: 'error', doc: 'A metric that needs "of", or that cannot have it.' },
  'KOD-S014': { severity: 'error', doc: 'A comparison needs exactly one comparator.' },
  'KOD-S015': { severity: 'error', doc: 'A condition too large, too deep or too costly.' },
  'KOD-S016': { severity: 'error', doc: 'Times or thresholds in the wrong order.' },
  'KOD-S017': { severity: 'error', doc: 'States need "initial", unless they are parallel.' },
  'KOD-S018': { severity: 'error', doc: 'No goal must hold.' },
  'KOD-S019': { severity: 'error', doc: 'A solution uses a verb that the level does not allow.' },
  'KOD-S020': { severity: 'error', doc: 'A chart with too many states.' },
  'KOD-S021': { severity: 'error', doc: 'A queue too long to be worked out every second.' },

  'KOD-L001': { severity: 'warning', doc: 'A state that nothing leads to.' },
  'KOD-L003': { severity: 'error', doc: 'A transition to a state that is not beside its own.' },
  'KOD-L004': { severity: 'warning', doc: 'A comparison whose answer is the same in every run.' },
  'KOD-L007': { severity: 'error', doc: 'Transitions of `always` that go round in a circle.' },
  'KOD-L008': { severity: 'warning', doc: 'An `after` that is longer than the run.' },
  'KOD-L010': { severity: 'warning', doc: 'A text that nothing uses.' },
  'KOD-L011': { severity: 'error', doc: 'A text that is used and not there.' },
  'KOD-L014': { severity: 'error', doc: 'No solution: nothing shows that the level can be landed.' },
  'KOD-L016': { severity: 'warning', doc: 'A text without its translation.' },
  'KOD-L017': { severity: 'warning', doc: 'An incident that never strikes.' },
  'KOD-L018': { severity: 'warning', doc: 'A workload that never comes.' },
  'KOD-L019': { severity: 'error', doc: 'A choice or an upgrade that the park does not allow.' },

  'KOD-R001': { severity: 'error', doc: 'The chart went round more than 64 times in one tick.' },
} as const satisfies Readonly<Record<string, CodeDoc>>

export type Code = keyof typeof CODES

/** What is said aloud of a run that is watched: where a jump has led to, and what has changed since it was played. */

import type { MomentView, TheatreView } from '../view/theatre-view'
import { playClock } from './figures'
import type { Listener, News } from './news'

export function theatreNews(before: TheatreView | undefined, now: TheatreView, to: Listener): readonly News[] {
  const faith = faithOf(now, to.words)
  const changed = faith !== '' && (!before || faith !== faithOf(before, to.words))
  const jumped = before?.leaps !== now.leaps && now.reached ? [calm(momentIs(now.reached, to))] : []
  return changed ? [calm(faith), ...jumped] : jumped
}

const calm = (text: string): News => ({ text, urgent: false })

const momentIs = ({ tick, kind, text }: MomentView, { words, timeScale }: Listener) =>
  words.ui('theatre.reached', {
    time: playClock(tick, timeScale),
    kind: words.ui(`theatre.kind.${kind}`),
    what: words.say(text),
  })

/** Empty for a run that is what it was. */
export function faithOf({ faith, sameEnd }: TheatreView, words: Listener['words']): string {
  if (faith === 'same') return sameEnd === false ? words.ui('theatre.differs') : ''
  const ends = sameEnd === undefined ? 'unknown' : sameEnd ? 'same' : 'other'
  return words.ui(`theatre.faith.${faith}`, { ends })
}

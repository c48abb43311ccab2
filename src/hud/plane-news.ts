/** What is said aloud of the control plane: a lamp that has changed. */

import type { ParkView } from '../view/park-view'
import type { PlaneView } from '../view/plane-view'
import type { Listener, News } from './news'

export function planeNews(before: ParkView | undefined, after: ParkView, { words }: Listener): News[] {
  const was = new Map(before?.plane?.lamps.map(({ part, tone }) => [part, tone]))
  const changed = after.plane?.lamps.filter(({ part, tone }) => was.has(part) && was.get(part) !== tone) ?? []
  return changed.map(({ tone, about }) => ({
    text: words.ui('said.plane', { about: words.say(about) }),
    urgent: tone === 'down' || tone === 'failing',
  }))
}

/** How it stands, for who asks. */
export const planeIs = (plane: PlaneView | undefined, { words }: Listener): readonly string[] =>
  plane
    ? [
        words.ui('plane.inWords', {
          name: plane.name,
          parts: plane.lamps.map(({ about }) => words.say(about)).join(', '),
          known: plane.known ? words.say(plane.known) : '',
        }),
      ]
    : []

/** The files of a tune, decoded when it is wanted. */

import { Howler } from 'howler'
import type { TuneName } from '../view/music'

const files: Record<string, string> = import.meta.glob('../../assets/sound/music-*.{ogg,mp3}', {
  query: '?url',
  import: 'default',
  eager: true,
})

/** Fails where it does not come, or cannot be played. */
export async function fetchTune(ctx: BaseAudioContext, tune: TuneName): Promise<AudioBuffer> {
  const kind = Howler.codecs('ogg') ? 'ogg' : 'mp3'
  const answer = await fetch(files[`../../assets/sound/music-${tune}.${kind}`] ?? '')
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`)
  return ctx.decodeAudioData(await answer.arrayBuffer())
}

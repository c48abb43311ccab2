/**
 * A run as a link: `#run=1.<checksum>.<deflated>`.
 *
 * The checksum covers what follows it, so a link that a chat has cut says so instead
 * of opening something else. What is inflated is bounded before it is read.
 */

import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate'
import { printRun, RUN_LINK, type RunFile } from './run-file'
import { type Decoded, parseRun, problem } from './run-reading'

const VERSION = '1'
/** A run of three minutes with a command a second is about a tenth of this. */
export const MOST_INFLATED = 512 * 1024
/** Beyond this some chats cut a link; it still works when it is pasted whole. */
export const LONG_LINK = 2_000

export function linkOf(file: RunFile): string {
  const packed = base64url(deflateSync(strToU8(printRun(file)), { level: 9 }))
  return `${RUN_LINK}${VERSION}.${checksum(packed)}.${packed}`
}

export function readLink(hash: string): Decoded {
  const [version, sum, packed, ...rest] = hash.slice(RUN_LINK.length).split('.')
  if (version !== VERSION)
    return /^\d+$/.test(version ?? '') ? problem('run.newer', version ?? '') : problem('run.cut', '')
  if (!packed || !sum || rest.length > 0 || checksum(packed) !== sum) return problem('run.cut', '')
  const text = inflated(packed)
  if (text === 'too large') return problem('run.tooLarge', '')
  return text === undefined ? problem('run.cut', '') : parseRun(text.json)
}

/** Stops as soon as it has grown past what a run can be. */
function inflated(packed: string): { json: string } | 'too large' | undefined {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    const stream = new Inflate(chunk => {
      size += chunk.length
      if (size <= MOST_INFLATED) chunks.push(chunk)
    })
    const bytes = fromBase64url(packed)
    for (let at = 0; at < bytes.length && size <= MOST_INFLATED; at += SLICE) {
      stream.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length)
    }
  } catch {
    return undefined // fflate throws on what is not a deflate stream
  }
  return size > MOST_INFLATED ? 'too large' : { json: strFromU8(joined(chunks, size)) }
}

/** Packed bytes looked at in one go: deflate grows them at most a thousandfold. */
const SLICE = 256

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const fromBase64url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))

/** FNV-1a, eight hex digits: enough to tell a cut link from a whole one. */
function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** A library whose levels come from the disk, some of them already here. */

import { readFileSync } from 'node:fs'
import { preparedText } from '../../src/level/prepared'
import { type Library, openLibrary } from '../../src/page/library'

export const onDisk = async (id: string) => preparedText(readFileSync(`levels/${id}.json`, 'utf8'), `levels/${id}.json`)

export async function shelf(...ids: readonly string[]): Promise<Library> {
  const library = openLibrary(onDisk)
  for (const id of ids) await library.open(id)
  return library
}

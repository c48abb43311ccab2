/** A library whose levels come from the disk, some of them already here. */

import { readFileSync } from 'node:fs'
import { type Library, openLibrary } from '../../src/page/library'

export const onDisk = async (id: string) => readFileSync(`levels/${id}.json`, 'utf8')

export async function shelf(...ids: readonly string[]): Promise<Library> {
  const library = openLibrary(onDisk)
  for (const id of ids) await library.open(id)
  return library
}

/**
 * The outside world as small interfaces, each with a double that lives in memory.
 */

/** Where things are kept between visits. Writing may fail (full, forbidden): then it says false. */
export interface Store {
  read(key: string): string | undefined
  write(key: string, text: string): boolean
}

export function memoryStore(entries: Readonly<Record<string, string>> = {}): Store {
  const kept = new Map(Object.entries(entries))
  return {
    read: key => kept.get(key),
    write: (key, text) => {
      kept.set(key, text)
      return true
    },
  }
}

/** The browser's, which may be missing or forbidden altogether. */
export function browserStore(storage: () => Storage): Store {
  return {
    read: key => attempt(() => storage().getItem(key) ?? undefined, undefined),
    write: (key, text) =>
      attempt(() => {
        storage().setItem(key, text)
        return true
      }, false),
  }
}

function attempt<Value>(action: () => Value, otherwise: Value): Value {
  try {
    return action()
  } catch {
    return otherwise // a private window or a full disk is no reason to stop a game
  }
}

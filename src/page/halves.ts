/**
 * The page comes in two halves, so that a first run begins early: the second is sent for
 * when that has begun, or when somebody goes another way.
 */

export type Second = typeof import('./second')

export interface Halves {
  /** Undefined until it has come. */
  readonly second: Second | undefined
  /** Sends for it; again, if it did not come and somebody waits. */
  send(isWaitedFor: boolean): void
}

/** `came`: it is here. `failed`: it is not, and somebody may be waiting. */
export function openHalves(came: (second: Second) => void, failed: (why: string) => void, load = overTheNet): Halves {
  let second: Second | undefined
  let coming = false
  let tried = false
  const send = async () => {
    coming = tried = true
    try {
      second = await load()
      came(second)
    } catch (error) {
      failed(error instanceof Error ? error.message : '')
    } finally {
      coming = false
    }
  }
  return {
    get second() {
      return second
    },
    send(isWaitedFor) {
      if (!second && !coming && (isWaitedFor || !tried)) void send()
    },
  }
}

const overTheNet = (): Promise<Second> => import('./second')

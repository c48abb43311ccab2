/** What a command of `kod` answers: for machines, for people, and whether it failed. */

export interface Answer {
  readonly json: unknown
  readonly text: string
  readonly failed: boolean
}

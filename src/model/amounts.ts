/**
 * Amounts of any resources, by the names that Kubernetes gives them: `cpu` in millicores,
 * `memory` and `ephemeral-storage` in bytes, the rest (`nvidia.com/gpu`, `hugepages-2Mi`)
 * in whole pieces. A name that is not there was not stated, which is not the same as zero:
 * who states nothing counts as something when nodes are scored.
 *
 * The game's own workloads have three of them (`resources.ts`).
 */

export type Amounts = Readonly<Record<string, number>>

/** What every node has; all else is scalar: extended resources, huge pages. */
export const NATIVE: readonly string[] = ['cpu', 'memory', 'ephemeral-storage']

export const isScalar = (name: string): boolean => !NATIVE.includes(name)

export const amountOf = (amounts: Amounts, name: string): number => amounts[name] ?? 0

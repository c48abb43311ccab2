/** What a kubelet has its containers run by. */

export const RUNTIMES = ['docker', 'rkt', 'cri-o', 'containerd'] as const
export type Runtime = (typeof RUNTIMES)[number]

/**
 * Every number of the real world that the simulation obeys, each with its unit and
 * where it comes from. Nothing here is bent for play: a level changes the scenario or
 * the time scale instead.
 *
 * A figure that the sources give as a range is drawn uniformly between its ends
 * (`sim/chance.ts`). Where 2017 and today differ, both stand here and the level's era
 * chooses.
 */

import type { Fences } from './rollout'
import type { Tool, Traits } from './toolbox'
import type { Era, MiB, Millicores } from './units'

export interface Fact<Value> {
  readonly value: Readonly<Record<Era, Value>>
  readonly unit: string
  readonly source: string
}

/** What was measured at one size. */
export interface Measured {
  readonly at: number
  readonly value: number
}

export interface Range {
  readonly least: number
  readonly most: number
}

/** What a node keeps for itself. */
export interface Reserved {
  readonly cpu: Millicores
  readonly memoryMiB: MiB
}

/** Of the cluster's DNS: the share of queries that was answered, by load. */
export interface DnsMeasured {
  readonly replicas: number
  readonly answered: readonly { readonly perSecond: number; readonly ppm: number }[]
}

const fact = <Value>(value: Value, unit: string, source: string): Fact<Value> => ({
  value: { '2017': value, now: value },
  unit,
  source,
})

const changed = <Value>(then: Value, now: Value, unit: string, source: string): Fact<Value> => ({
  value: { '2017': then, now },
  unit,
  source,
})

export const FACTS = {
  tooManyMissedRuns: fact(
    100,
    'runs of a CronJob that were missed',
    'kubernetes pkg/controller/cronjob/utils.go: beyond, 1.6 starts none and today warns',
  ),
  tools: changed<Readonly<Record<Tool, Traits>>>(
    {
      heat: { makesHosts: true, members: 'one', upgrades: 'never', batchPercent: 0 },
      juju: { makesHosts: true, members: 'several', upgrades: 'in place', batchPercent: 0 },
      kubeadm: { makesHosts: false, members: 'one', upgrades: 'never', batchPercent: 0 },
      kargo: { makesHosts: false, members: 'several', upgrades: 'drained', batchPercent: 20 },
    },
    {
      heat: { makesHosts: true, members: 'one', upgrades: 'never', batchPercent: 0 },
      juju: { makesHosts: true, members: 'several', upgrades: 'in place', batchPercent: 0 },
      kubeadm: { makesHosts: false, members: 'several', upgrades: 'drained', batchPercent: 0 },
      kargo: { makesHosts: false, members: 'several', upgrades: 'drained', batchPercent: 20 },
    },
    'what each tool does; percent of the nodes at a time, one at least',
    'kubernetes/website release-1.6: kubeadm has one master and no upgrade, openstack-heat one master, the charms three etcd units; kubeadm HA from 1.15; kubespray upgrade-cluster.yml: serial 20 %',
  ),
  kargoRun: fact<readonly Measured[]>(
    [
      { at: 50, value: 2_049 },
      { at: 150, value: 3_922 },
      { at: 350, value: 13_065 },
    ],
    's for so many nodes',
    'openstack/performance-docs: Kargo, clusters of 50, 150 and 350 nodes',
  ),
  podStart: fact<Range>(
    { least: 1, most: 5 },
    's',
    'kubernetes/community sig-scalability pod_startup_latency.md: p99 of 5 s for a stateless pod, images pulled',
  ),
  readinessPeriod: fact(10, 's', 'kubernetes/website configure-liveness-readiness-startup-probes.md: periodSeconds'),
  probe: fact(
    { initialDelay: 0, timeout: 1, success: 1, failure: 3 },
    's; results in a row',
    'kubernetes/website configure-liveness-readiness-startup-probes.md: initialDelaySeconds, timeoutSeconds, successThreshold, failureThreshold',
  ),
  podsPerNode: fact(110, 'pods', 'kubernetes/website setup/best-practices/cluster-large.md'),
  kubeReserved: fact<Reserved>(
    { cpu: 0, memoryMiB: 0 },
    'per node',
    'kubelet --kube-reserved: nothing unless an operator says so, and kubeadm does not',
  ),
  systemReserved: fact<Reserved>({ cpu: 0, memoryMiB: 0 }, 'per node', 'kubelet --system-reserved: likewise'),
  evictionHardMemory: fact(
    100,
    'MiB per node that no pod may request',
    'kubernetes/website node-pressure-eviction.md: memory.available<100Mi; subtracted from allocatable since 1.6',
  ),
  schedulerBackoff: changed<Range>(
    { least: 1, most: 60 },
    { least: 1, most: 10 },
    's, doubling',
    'kubernetes pkg/scheduler/backend/queue/scheduling_queue.go: initial and maximum pod backoff; 1.6 plugin/pkg/scheduler/factory: CreateDefaultPodBackoff',
  ),
  unschedulableRetry: changed(
    0,
    300,
    's without a change until a pod that found no node is looked at again; 0: its back-off alone decides',
    'kubernetes scheduling_queue.go: flush of unschedulable pods; 1.6 plugin/pkg/scheduler/factory has no such queue',
  ),
  scorePlugins: changed<Readonly<Record<string, number>>>(
    {
      SelectorSpreadPriority: 1,
      InterPodAffinityPriority: 1,
      LeastRequestedPriority: 1,
      BalancedResourceAllocation: 1,
      NodeAffinityPriority: 1,
      TaintTolerationPriority: 1,
    },
    {
      TaintToleration: 3,
      NodeAffinity: 2,
      NodeResourcesFit: 1,
      PodTopologySpread: 2,
      InterPodAffinity: 2,
      NodeResourcesBalancedAllocation: 1,
      ImageLocality: 1,
    },
    'weight of each score (0 to 100; 1.6: 0 to 10)',
    'kubernetes pkg/scheduler/apis/config/v1/default_plugins.go; 1.6 plugin/pkg/scheduler/algorithmprovider/defaults/defaults.go',
  ),
  defaultSpread: fact(
    { host: 3, zone: 5 },
    'maxSkew, ScheduleAnyway',
    'kubernetes pkg/scheduler/framework/plugins/podtopologyspread/plugin.go: systemDefaultConstraints',
  ),
  zoneSpread: fact(
    { zone: 2, host: 1 },
    'thirds of the score',
    'kubernetes 1.6 plugin/pkg/scheduler/algorithm/priorities/selector_spreading.go: zoneWeighting',
  ),
  hardPodAffinity: fact(
    1,
    'weight that a required affinity of a standing pod has in scoring',
    'kubernetes pkg/scheduler/apis/config: HardPodAffinityWeight',
  ),
  imageLocality: fact<Range>(
    { least: 23, most: 1_000 },
    'MiB',
    'kubernetes pkg/scheduler/framework/plugins/imagelocality/image_locality.go: minThreshold and maxThreshold',
  ),
  defaultRequestCpu: fact(
    100,
    'millicores',
    'kubernetes pkg/scheduler/util: a container without a request, for scoring only',
  ),
  defaultRequestMemory: fact(200, 'MiB', 'kubernetes pkg/scheduler/util: likewise'),
  nodeMonitorGrace: changed(
    40,
    50,
    's',
    'kube-controller-manager --node-monitor-grace-period; 50 s from 1.32, kubernetes#126287',
  ),
  serverActive: fact<Range>(
    { least: 12, most: 13 },
    's',
    'openstack/performance-docs: Rally boot_server 12.0 s at 200 nodes, 13.1 s at 1,000',
  ),
  serverBoot: fact<Range>(
    { least: 44, most: 97 },
    's from the request until the guest answers',
    'Mao and Humphrey, CLOUD 2012: Linux on two clouds, 44.2 s to 96.9 s',
  ),
  cpuAllocationRatio: changed(16, 4, 'vCPU per core', 'openstack/nova; 4.0 from 27.0.0, commit 1260cdd492'),
  ramAllocationRatioPercent: changed(150, 100, 'percent', 'openstack/nova; 1.0 from 27.0.0, commit 1260cdd492'),
  machinesTogether: fact<readonly Measured[]>(
    [
      { at: 1, value: 644 },
      { at: 20, value: 682 },
      { at: 40, value: 716 },
      { at: 80, value: 768 },
      { at: 160, value: 796 },
      { at: 195, value: 798 },
    ],
    's in the middle, for so many machines that are deployed at once',
    'openstack/performance-docs: PXE provisioning over TFTP, 633 to 655 s for one and 667 to 697 s for twenty',
  ),
  ramdiskCallBack: fact(
    1_800,
    's without a call-back until Ironic gives up',
    'openstack/ironic conf/conductor.py: deploy_callback_timeout and clean_callback_timeout',
  ),
  wear: fact(
    { crashesPerYear: 2, disksBasisPoints: 157 },
    'crashes of a machine a year; disks of ten thousand that die in a year',
    'Dean, Google: a server crashes at least twice a year; Backblaze: annualised failure rate of 2024, 1.57 %',
  ),
  machineReboot: fact<Range>(
    { least: 287, most: 570 },
    's from the reset of a machine until all on it serves again',
    'openstack/performance-docs reliability: reboot of a node, mean time to repair 287 s and 570 s',
  ),
  kubeletPanicReset: fact(
    10,
    's',
    'kubernetes pkg/kubelet/cm/container_manager_linux.go: kernel.panic is set to KernelPanicRebootTimeout',
  ),
  machineDeploy: fact<Range>(
    { least: 633, most: 655 },
    's from the request until the machine is active',
    'openstack/performance-docs: PXE provisioning of one node',
  ),
  nodeHeartbeat: fact(
    10,
    's between two signs of life of a node',
    'kubelet --node-status-update-frequency; since 1.17 the renewal of its Lease, kubernetes/website nodes.md',
  ),
  nodeStatusReport: changed(
    0,
    300,
    's without a change until a kubelet posts its status all the same; 0: at every heartbeat',
    'kubernetes/website nodes.md: .status every 5 minutes, or when something changes, since Leases are there',
  ),
  nodeTuning: fact(
    {
      Fast: { heartbeat: 4, grace: 20, evictAfter: 30 },
      Medium: { heartbeat: 20, grace: 120, evictAfter: 60 },
      Low: { heartbeat: 60, grace: 300, evictAfter: 60 },
    },
    's',
    'kubernetes-sigs/kubespray docs/advanced/kubernetes-reliability.md',
  ),
  podEvictionWait: fact(
    300,
    's after the node is known to be lost',
    'kubernetes: default tolerations not-ready and unreachable, 300 s; 2017: --pod-eviction-timeout, 5 min',
  ),
  nodeEvictionEvery: fact(10, 's for each node', 'kube-controller-manager --node-eviction-rate, 0.1 a second'),
  cloudNodeMonitor: fact(
    5,
    's between two looks at whether nodes that are not Ready still exist in the cloud',
    'cloud-controller-manager --node-monitor-period; 2017: kube-controller-manager, likewise',
  ),
  podGc: changed(
    { every: 20, quarantine: 0 },
    { every: 20, quarantine: 40 },
    's between two passes; for which a node must have been missing',
    'kubernetes pkg/controller/podgc/gc_controller.go: gcCheckPeriod, quarantineTime',
  ),
  slowEvictionEvery: fact(
    100,
    's for each node',
    'kube-controller-manager --secondary-node-eviction-rate, 0.01 a second, in a big zone that is partly silent',
  ),
  unhealthyZone: fact(
    { percent: 55, atLeast: 3, smallUpTo: 50 },
    'share of nodes; nodes',
    'kube-controller-manager --unhealthy-zone-threshold and --large-cluster-size-threshold: a small zone stops evicting',
  ),
  crashBackOff: fact(
    { least: 10, most: 300, forgottenAfter: 600 },
    's, doubling',
    'kubernetes/website pod-lifecycle.md: restart back-off, reset after ten minutes',
  ),
  terminationGrace: fact(
    30,
    's from SIGTERM to SIGKILL',
    'kubernetes/website pod-lifecycle.md: terminationGracePeriodSeconds',
  ),
  endpointLag: changed(
    0,
    1,
    's in which a pod that stops may still be sent requests',
    'kube-proxy --iptables-min-sync-period: 1 s; 1.6: none, at once',
  ),
  leastGrace: fact(
    2,
    's from SIGTERM to SIGKILL at least, however much of the grace period a preStop hook has used up',
    'kubernetes pkg/kubelet/kuberuntime: minimumGracePeriodInSeconds; website pod-lifecycle.md: a one-off extension',
  ),
  evictionCheck: fact(
    { every: 10, clearsAfter: 300 },
    's',
    'kubelet eviction manager: monitoring period; --eviction-pressure-transition-period, 5 min',
  ),
  evictionHardDisk: changed(
    { nodefs: 0, imagefs: 0 },
    { nodefs: 10, imagefs: 15 },
    'percent that must be available; 0: nobody looks',
    'kubernetes pkg/kubelet/eviction/defaults_linux.go; 1.6 componentconfig/v1alpha1/defaults.go: memory.available<100Mi alone',
  ),
  imageGc: fact(
    { high: 85, low: 80, minAge: 120, every: 300 },
    'percent of the disk in use; s',
    'kubelet --image-gc-high-threshold, --image-gc-low-threshold, --minimum-image-ttl-duration; kubelet.go ImageGCPeriod',
  ),
  oomScoreAdj: changed(
    { guaranteed: -998, burstableLeast: 2, burstableMost: 999, bestEffort: 1_000 },
    { guaranteed: -997, burstableLeast: 3, burstableMost: 999, bestEffort: 1_000 },
    'oom_score_adj',
    'kubernetes pkg/kubelet/qos/policy.go: 1000 + guaranteedOOMScoreAdj is the least of a Burstable one (the website says 2)',
  ),
  rollingUpdate: changed<Fences>(
    { maxSurge: 1, maxUnavailable: 1 },
    { maxSurge: '25%', maxUnavailable: '25%' },
    'pods beyond the wanted number, and below it',
    'kubernetes/website deployment.md of 2017 and of today; extensions/v1beta1 and apps/v1 defaults.go',
  ),
  progressDeadline: changed(
    -1,
    600,
    's without progress until the condition says so; -1: none is set',
    'kubernetes apps/v1 defaults.go: progressDeadlineSeconds; extensions/v1beta1 of 1.6 sets none',
  ),
  revisionHistoryLimit: changed(
    -1,
    10,
    'old ReplicaSets that are kept; -1: all',
    'kubernetes/website deployment.md: 10; 2017: all are kept',
  ),
  statefulSetUpdates: changed<'OnDelete' | 'RollingUpdate'>(
    'OnDelete',
    'RollingUpdate',
    'update strategy',
    'kubernetes apps/v1 defaults.go; until 1.6 "updating an existing StatefulSet is currently a manual process"',
  ),
  daemonSetUpdates: changed<'OnDelete' | 'RollingUpdate'>(
    'OnDelete',
    'RollingUpdate',
    'update strategy',
    'kubernetes apps/v1 defaults.go; extensions/v1beta1 of 1.6: OnDelete',
  ),
  daemonSetMaxUnavailable: fact(1, 'pods', 'kubernetes apps/v1 defaults.go: DaemonSet rollingUpdate.maxUnavailable'),
  serviceRules: changed(
    11,
    0,
    'ms for each Service in the cluster, until a change of endpoints is followed',
    'openstack/performance-docs: kubernetes/proxy, v1.5.3, own slope; today only what changed is written (KEP-3453)',
  ),
  drainRetry: fact(5, 's', 'kubectl drain: "will retry after 5s"'),
  createVolume: fact(2.6, 's', 'openstack/performance-docs: Rally create_volume'),
  deleteServer: fact(2.5, 's', 'openstack/performance-docs: Rally delete_server'),
  attachVolume: fact(2.8, 's', 'openstack/performance-docs: Rally attach_volume'),
  forceDetach: fact(
    360,
    's after the pod object is gone',
    'kubernetes attach_detach_controller: ReconcilerMaxWaitForUnmountDuration',
  ),
  liveMigration: fact<Range>(
    { least: 15, most: 16 },
    's at least, the whole operation',
    'openstack/performance-docs: live migration, 14.5 to 15.4 s (whole seconds)',
  ),
  migrationTimeout: fact(800, 's for each GiB', 'openstack/nova: live_migration_completion_timeout'),
  imageCreate: fact(44, 's', 'openstack/performance-docs: Rally snapshot of a small server to an image'),
  networkDiskSpeed: fact(
    { local: 3485, network: 1011 },
    'transactions/s',
    'openstack/performance-docs: MySQL sysbench, local SSD and Ceph RBD',
  ),
  migrationKeepalive: fact(
    30,
    's without an answer from the other end until a live migration is broken off',
    'libvirt qemu.conf: keepalive_interval 5 s times (keepalive_count 5 + 1), of the connection of a peer-to-peer migration',
  ),
  evacuateAfter: fact(60, 's', 'openstack/nova: service_down_time'),
  novaWeights: changed(
    { ram: 1, cpu: 0, ioOps: -1, pci: 0, softAffinity: 1, softAntiAffinity: 1, buildFailures: 0 },
    { ram: 1, cpu: 1, ioOps: -1, pci: 1, softAffinity: 1, softAntiAffinity: 1, buildFailures: -1_000_000 },
    'times what a weigher says of a host',
    'openstack/nova conf/scheduler.py: *_weight_multiplier; @8c8b2180 (2017-05) had no cpu, pci and build failure weigher',
  ),
  novaMaxAttempts: fact(3, 'hosts tried for one server', 'openstack/nova conf/scheduler.py: max_attempts'),
  novaHostSubset: fact(
    1,
    'best hosts of which one is drawn',
    'openstack/nova conf/scheduler.py: host_subset_size; so the first of the best',
  ),
  heat: fact(
    { timeout: 3_600, retries: 5, stacks: 512, resources: 1_000, poll: 1 },
    's; times; stacks of a project; resources of a stack; s between two looks at what is under way',
    'openstack/heat common/config.py: stack_action_timeout, action_retry_limit, max_stacks_per_tenant, max_resources_per_stack; engine/scheduler.py TaskRunner: wait_time=1',
  ),
  serverGroupQuota: fact(10, 'server groups for each project', 'openstack/nova conf/quota.py: server_groups'),
  dnsAnswered: changed<DnsMeasured>(
    {
      replicas: 3,
      answered: [
        { perSecond: 100, ppm: 1_000_000 },
        { perSecond: 250, ppm: 968_000 },
        { perSecond: 550, ppm: 858_000 },
        { perSecond: 1_000, ppm: 378_000 },
      ],
    },
    { replicas: 1, answered: [] },
    'queries/s to so many replicas; parts per million answered',
    'openstack/performance-docs: kube-dns of v1.5.1, 1,000 Services; nothing was measured of CoreDNS, its queue says',
  ),
  dnsLookup: fact(
    { searchDomains: 3, families: 2 },
    'domains searched before a name is taken as it is (ndots:5); queries for each, A and AAAA',
    'kubernetes/website dns-pod-service.md: resolv.conf of a pod; resolv.conf(5), getaddrinfo(3)',
  ),
  coreDnsCache: fact(30, 's at most that an answer is kept', 'kubernetes cluster/addons/dns/coredns: cache 30'),
  ethernetMtu: fact(1_500, 'bytes', 'IEEE 802.3: the payload of a frame'),
  overlayBytes: fact(
    { vxlan: 50, ipip: 20, neutron: 50 },
    'bytes of each packet that go to its wrapping',
    'RFC 7348 (VXLAN over IPv4), RFC 2003 (IPIP); Neutron with VXLAN networks wraps a second time',
  ),
  policyAgents: fact(
    { flannel: 0, calico: 1, weave: 1 },
    'agents on each node that keep NetworkPolicies',
    'flannel-io/flannel README: for network policy, other projects such as Calico can be used; projectcalico/felix; weaveworks/weave weave-npc',
  ),
  weaveMtu: fact(1_376, 'bytes', 'weaveworks/weave: the default MTU, whatever lies below'),
  etcdHeartbeat: fact(100, 'ms', 'etcd --heartbeat-interval'),
  etcdElection: fact(
    { least: 1_000, most: 1_999 },
    'ms without a heartbeat',
    'etcd --election-timeout, 1000 ms; raft draws each wait between once and twice of it',
  ),
  etcdRequest: fact(
    7_000,
    'ms until etcd gives up a request',
    'etcd server config ReqTimeout: 5 s for queue and disk, and two election timeouts',
  ),
  etcdFsync: fact(10, 'ms, p99 of a sound disk', 'etcd op-guide hardware.md: WAL fsync'),
  etcdHealth: fact(
    5,
    's that members must have been connected before etcd lets their list be changed',
    'etcd server: HealthInterval of --strict-reconfig-check',
  ),
  etcdQuota: fact(2_048, 'MiB', 'etcd --quota-backend-bytes: 2 GiB unless said otherwise; 8 GiB at most suggested'),
  leaseDuration: fact(
    { lasts: 15, renewedWithin: 10, retried: 2 },
    's',
    'kube-scheduler and kube-controller-manager --leader-elect-lease-duration, -renew-deadline, -retry-period',
  ),
  certificateYear: fact(
    365,
    'days',
    'kubernetes/website kubeadm-certs.md: client certificates generated by kubeadm expire after 1 year',
  ),
  hpaSync: changed(30, 15, 's', 'kube-controller-manager --horizontal-pod-autoscaler-sync-period'),
  hpaTolerance: fact(
    0.1,
    'of the ratio',
    'kube-controller-manager --horizontal-pod-autoscaler-tolerance; 1.6: a constant',
  ),
  hpaInitialisation: changed(
    0,
    300,
    's of a pod in which its cpu counts only if it was measured while Ready',
    'kube-controller-manager --horizontal-pod-autoscaler-cpu-initialization-period; 1.6: none',
  ),
  hpaReadinessDelay: changed(
    0,
    30,
    's after its start in which a pod that is not Ready has never been',
    'kube-controller-manager --horizontal-pod-autoscaler-initial-readiness-delay; 1.6: none',
  ),
  hpaStabilisation: changed(
    { up: 180, down: 300 },
    { up: 0, down: 300 },
    's',
    'kubernetes pkg/controller/podautoscaler/horizontal.go: 1.6 forbids a scaling so soon after the last one, today the highest recommendation of the window counts',
  ),
  hpaScaleUpLimit: fact(
    { times: 2, atLeast: 4 },
    'of the replicas at one sync; replicas',
    'kubernetes horizontal.go: scaleUpLimitFactor and scaleUpLimitMinimum, without a behavior',
  ),
  hpaBehavior: fact(
    { pods: 4, percent: 100, within: 15 },
    'pods or percent more, whichever is more; s',
    'kubernetes/website horizontal-pod-autoscale.md: the default scaleUp policies of a behavior',
  ),
  metricsResolution: changed(
    60,
    15,
    's between two readings of the cpu of pods',
    'kubernetes-sigs/metrics-server: 15 s in its manifests since 0.5; 2017 every minute, kubernetes/autoscaler FAQ.md',
  ),
  jobBackOff: changed<Range>(
    { least: 0, most: 0 },
    { least: 10, most: 600 },
    's, doubling with each failure since the last success',
    'kubernetes pkg/controller/job/job_controller.go: DefaultJobPodFailureBackOff and MaxJobPodFailureBackOff; 1.6: none, kubernetes#30243',
  ),
  jobBackoffLimit: fact(6, 'failures', 'kubernetes/website job.md: backoffLimit; since 1.8'),
  cronJobCheck: changed(
    10,
    0,
    's between two rounds of the controller; 0: it waits for each next run',
    'kubernetes pkg/controller/cronjob: SyncAll of 1.6, cronjob_controllerv2.go of today',
  ),
  jobHistory: changed(
    { complete: 1_000_000, failed: 1_000_000 },
    { complete: 3, failed: 1 },
    'finished Jobs that are kept',
    'kubernetes/website cron-jobs.md: successfulJobsHistoryLimit and failedJobsHistoryLimit; 1.6 set no default and kept all',
  ),
  nodeGroupScan: fact(10, 's', 'kubernetes/autoscaler cluster-autoscaler FAQ.md: --scan-interval'),
  nodeProvisionTime: fact(900, 's', 'kubernetes/autoscaler FAQ.md: --max-node-provision-time'),
  nodeGroupBackoff: fact<Range>(
    { least: 300, most: 1_800 },
    's, doubling',
    'kubernetes/autoscaler FAQ.md: --initial-node-group-backoff-duration and --max-node-group-backoff-duration',
  ),
  scaleDownUtilisation: fact(
    50,
    'percent of allocatable cpu and memory that is requested, below which a node may go',
    'kubernetes/autoscaler FAQ.md: --scale-down-utilization-threshold',
  ),
  scaleDownUnneeded: fact(600, 's', 'kubernetes/autoscaler FAQ.md: --scale-down-unneeded-time'),
  scaleDownDelay: fact(
    { afterAdd: 600, afterFailure: 180 },
    's',
    'kubernetes/autoscaler FAQ.md: --scale-down-delay-after-add and --scale-down-delay-after-failure',
  ),
  scaleDownEmptyBulk: fact(10, 'empty nodes at a time', 'kubernetes/autoscaler FAQ.md: --max-empty-bulk-delete'),
  scaleDownEvictions: fact(120, 's', 'kubernetes/autoscaler FAQ.md: evictions are retried for up to 2 min'),
  nodeDeleteDelay: fact(5, 's', 'kubernetes/autoscaler FAQ.md: --node-delete-delay-after-taint'),
  staticPodRestart: fact(
    20,
    's',
    'kubernetes/website kubeadm-certs.md: wait 20 seconds (kubelet fileCheckFrequency) for a moved manifest',
  ),
  storeDead: fact(300, 's', 'cockroachdb server.time_until_store_dead: 5 min, then its replicas are made elsewhere'),
  replicaBreaker: changed(
    -1,
    60,
    's that a proposal may wait until its replica refuses at once; -1: it waits for ever',
    'cockroachdb kv.replica_circuit_breaker.slow_replication_threshold: 1m0s, since v22.1; before it requests hang',
  ),
  leaseMoves: fact<Range>(
    { least: 2, most: 6 },
    's',
    'cockroachdb docs: a raft election takes about 2 s, a lease lasts 6 s at most',
  ),
  replicas: fact(3, 'copies of each range', 'cockroachdb: default zone config, num_replicas'),
  galeraSuspect: fact(5, 's', 'codership/galera evs.suspect_timeout PT5S: then the others agree on a view without it'),
  patroni: fact(
    { ttl: 30, loopWait: 10, retryTimeout: 10 },
    's',
    'patroni docs/dynamic_configuration.rst: ttl, loop_wait, retry_timeout',
  ),
  patroniFailover: fact<Range>(
    { least: 30, most: 60 },
    's from the last renewal of the leader key until another writes',
    'own reading of patroni: the key runs out after ttl, then the replicas race for it in their next loop and are promoted',
  ),
} as const

/** What one era's cluster obeys: the same keys, the values alone. */
export type Constants = { readonly [Key in keyof typeof FACTS]: (typeof FACTS)[Key]['value'][Era] }

const ofEra = (era: Era): Constants =>
  Object.fromEntries(Object.entries(FACTS).map(([key, { value }]) => [key, value[era]])) as unknown as Constants

const BY_ERA: Readonly<Record<Era, Constants>> = { '2017': ofEra('2017'), now: ofEra('now') }

export const constantsOf = (era: Era): Constants => BY_ERA[era]

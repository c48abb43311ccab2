/** Levels broken by one small edit of the sound one, and what is said of each. */

export type Broken = readonly [what: string, find: string, replacement: string, said: readonly string[]]

export const BROKEN: readonly Broken[] = [
  [
    'a comma too many',
    '{ "instances": 10, "cores": 20, "ramMiB": 51200 }',
    '{ "instances": 10, "cores": 20, "ramMiB": 51200, }',
    ['33:63 KOD-J001 There is a comma too many before this }'],
  ],
  ['a comma is missing', '"era": "now",', '"era": "now"', ['6:3 KOD-J001 A comma is missing before this']],
  [
    'a comment',
    '"seed": 1701,',
    '"seed": 1701, // for luck',
    ['7:17 KOD-J001 JSON has no comments; a "description" or a root key that starts with x- can hold the remark'],
  ],
  [
    'single quotes',
    '"era": "now"',
    '"era": \'now\'',
    [
      '5:10 KOD-J001 This is not JSON: text stands in double quotes, and the only bare words are true, false and null',
      '5:15 KOD-J001 A value belongs here',
    ],
  ],
  [
    'a bracket is missing',
    '"hints": ["hint.order", "hint.fly"],',
    '"hints": ["hint.order", "hint.fly",',
    [
      '88:12 KOD-J001 A comma is missing before this',
      '90:13 KOD-J001 A comma is missing before this',
      '93:16 KOD-J001 A comma is missing before this',
      '93:44 KOD-J001 A comma is missing before this',
      '95:8 KOD-J001 The level ended before this; nothing may follow it',
    ],
  ],
  [
    'a key twice',
    '"seed": 1701,',
    '"seed": 1701, "seed": 1702,',
    ['7:17 KOD-J004 "seed" stands here a second time; only one can count'],
  ],
  [
    'a key that JavaScript keeps',
    '"seed": 1701,',
    '"seed": 1701, "__proto__": {},',
    ['7:17 KOD-J005 "__proto__" cannot be a key'],
  ],
  ['no format', '"format": 1,', '', ['1:1 KOD-S001 This file does not say its format; "format": 1 belongs at its top']],
  [
    'the format as text',
    '"format": 1,',
    '"format": "1",',
    ['3:13 KOD-S001 "1" is not a format; this one reads format 1'],
  ],
  [
    'a newer format',
    '"format": 1,',
    '"format": 3, "brandNew": true,',
    ['3:13 KOD-S002 Made with a newer K8S or DIE (format 3); this one reads format 1'],
  ],
  [
    'a missing key',
    '"lasts": 2400,',
    '',
    ['1:1 KOD-S003 "lasts" is missing from this level (How long the run lasts, in cluster seconds)'],
  ],
  [
    'a missing key deep inside',
    '"cores": 16, ',
    '',
    ['19:7 KOD-S003 "cores" is missing from this machine (CPU cores)'],
  ],
  [
    'a mistyped key',
    '"timeScale": 30,',
    '"timescale": 30,',
    [
      '1:1 KOD-S003 "timeScale" is missing from this level (Cluster seconds in one second of play)',
      '6:3 KOD-S004 "timescale" is not a key of a level ($schema, format, id, era, timeScale, seed, lasts, slo, medals, teaches, claim, park, workloads, arrivals, incidents, goals, may, shows, unobserved, hints, machine, solution, losesWithout, words); did you mean "timeScale"?',
    ],
  ],
  ['a fraction', '"lasts": 2400,', '"lasts": 2400.5,', ['8:12 KOD-S005 "lasts" must be a whole number, not 2400.5']],
  ['a number as text', '"seed": 1701', '"seed": "1701"', ['7:11 KOD-S005 "seed" must be a whole number, not text']],
  [
    'a number out of range',
    '"timeScale": 30',
    '"timeScale": 300',
    ['6:16 KOD-S006 "timeScale" must lie between 1 and 240, and is 300'],
  ],
  [
    'a word that is not allowed',
    '"era": "now"',
    '"era": "2018"',
    ['5:10 KOD-S012 "2018" is not an era (2017, now); did you mean "2017"?'],
  ],
  [
    'a mistyped role',
    '"gpus": 0, "runs": "kubelet" }',
    '"gpus": 0, "runs": "Kublet" }',
    [
      '19:75 KOD-S012 "Kublet" is not a role of a machine (kubelet, nova-compute, spare, control-plane); did you mean "kubelet"?',
    ],
  ],
  [
    'a name with capital letters',
    '"name": "b1"',
    '"name": "B1"',
    [
      '19:17 KOD-S008 "B1" is not a name: small letters, digits, dots and dashes, with a letter or digit at both ends, 40 at most',
    ],
  ],
  [
    'an image whose repository has capitals',
    '"image": "web"',
    '"image": "Web:v1"',
    [
      '41:16 KOD-S008 "Web:v1" is not an image reference: [registry/]repository[:tag], such as web, web:v1 or registry.example:5000/shop/web:v1; only the tag may have capitals',
    ],
  ],
  [
    'an image written otherwise than in the park',
    '"image": "web"',
    '"image": "web:latest"',
    [
      '41:16 KOD-S010 "web:latest" is the image that the park names "web" (registry.example/web:latest); write it alike',
    ],
  ],
  [
    'a name taken already',
    '"name": "b2"',
    '"name": "b1"',
    ['20:17 KOD-S011 "b1" is taken already; each needs a name of its own'],
  ],
  [
    'an image that is not there',
    '"image": "till"',
    '"image": "tills"',
    ['54:16 KOD-S010 "tills" is not an image of this park (web, till, render); did you mean "till"?'],
  ],
  [
    'an arrival of nobody',
    '"workload": "till"',
    '"workload": "tll"',
    [
      '51:15 KOD-L018 "till" never comes: no entry of "arrivals" is its',
      '78:33 KOD-S010 "tll" is not a workload of this level (hello, till, render); did you mean "till"?',
    ],
  ],
  [
    'users before the rider is up',
    '"up": 240, "due": 360',
    '"up": 240, "due": 200',
    ['78:75 KOD-S016 Its users come at 200 but it is up only at 240; first it is up'],
  ],
  [
    'a metric that is not there',
    '"metric": "riders.landed"',
    '"metric": "riders.landet"',
    [
      '83:75 KOD-S012 "riders.landet" is not a metric (tick, budget.leftPpm, budget.lost, requests.planned, requests.lost, requests.servedPpm, rider.up, rider.placed, rider.ready, rider.landed, riders.landed, riders.waiting, pods.ready, endpoints.ready, machines.active, machines.ordered, machines.available, machine.active, machine.down, data.onNetwork, data.saved, writes.lost, node.ready, cost.microUnits, …); did you mean "riders.landed"?',
    ],
  ],
  [
    'no comparator',
    '"metric": "riders.landed", "gte": 3',
    '"metric": "riders.landed"',
    ['83:47 KOD-S014 This says what to read but not what to compare it with (eq, ne, lt, lte, gt, gte, between, in)'],
  ],
  [
    'two comparators',
    '"metric": "riders.landed", "gte": 3',
    '"metric": "riders.landed", "gte": 2, "lt": 3',
    ['83:47 KOD-S014 This has 2 comparators (lt, gte); one belongs here, and "all" joins several'],
  ],
  [
    'a metric without its subject',
    '"metric": "rider.ready", "of": "till", "eq": 1',
    '"metric": "rider.ready", "eq": 1',
    ['120:15 KOD-S013 "rider.ready" needs "of": which workload (hello, till, render)'],
  ],
  [
    'a subject that a metric cannot have',
    '"metric": "riders.landed", "gte": 3',
    '"metric": "riders.landed", "of": "till", "gte": 3',
    ['83:92 KOD-S013 "riders.landed" is of the whole run; it takes no "of"'],
  ],
  [
    'a kind of condition that is not there',
    '{ "is": "metric", "metric": "riders.landed"',
    '{ "is": "metrics", "metric": "riders.landed"',
    ['83:55 KOD-S012 "metrics" is not a kind of condition (metric, all, any, not, for, count); did you mean "metric"?'],
  ],
  [
    'a goal that can never hold',
    '"metric": "riders.landed", "gte": 3',
    '"metric": "riders.landed", "gte": 4',
    ['83:99 KOD-L004 This never holds: here "riders.landed" lies between 0 and 3'],
  ],
  [
    'no goal that must hold',
    '"must": true',
    '"must": false',
    ['82:12 KOD-S018 At least one goal needs "must": true, or nobody could tell whether the run has landed'],
  ],
  [
    'a request beyond its limit',
    '"requests": { "cpuMillicores": 500, "memoryMiB": 256, "gpus": 0 },',
    '"requests": { "cpuMillicores": 500, "memoryMiB": 256, "gpus": 0 }, "limits": { "memoryMiB": 128 },',
    ['39:56 KOD-S016 Invalid value: "256Mi": must be less than or equal to memory limit of 128Mi'],
  ],
  [
    'a liveness probe that needs two successes',
    '"readinessProbe": { "periodSeconds": 2 }',
    '"livenessProbe": { "periodSeconds": 2, "successThreshold": 2 }',
    ['44:66 KOD-S016 Invalid value: 2: must be 1'],
  ],
  [
    'a volume that is read only, and written to',
    '"readinessProbe": { "periodSeconds": 2 }',
    '"readinessProbe": { "periodSeconds": 2 }, "data": { "sizeMiB": 10, "copies": "one", "access": "ReadOnlyMany" }',
    ['44:101 KOD-S016 Read-only file system: "writes" must be 0'],
  ],
  [
    'medals the wrong way round',
    '"gold": 6000000',
    '"gold": 8000000',
    ['12:13 KOD-S016 The thresholds of "cost" must fall from bronze to silver to gold'],
  ],
  [
    'an event that never comes',
    '"RiderLanded": "ride"',
    '"RiderLandet": "ride"',
    [
      '94:17 KOD-S012 "RiderLandet" is not an event (ScalingReplicaSet, SuccessfulCreate, SuccessfulDelete, FailedScheduling, Scheduled, Pulling, Pulled, Created, Started, Unhealthy, Ready, Killing, NodeNotReady, NodeReady, TaintManagerEviction, EvictionsPaused, EvictionsResumed, NodeNotSchedulable, NodeSchedulable, Evicted, Drained, ForceDeleted, ContainerDied, BackOff, …); did you mean "RiderLanded"?',
    ],
  ],
  [
    'a state that is not there',
    '"RiderLanded": "ride"',
    '"RiderLanded": "rides"',
    [
      '94:32 KOD-L003 "rides" is not a state beside this one (dropIn, ride, ahead, #landed, #wipedOut); did you mean "ride"?',
    ],
  ],
  [
    'an initial state that is not there',
    '"initial": "dropIn"',
    '"initial": "dropin"',
    ['89:16 KOD-L003 "dropin" is not a state in here (dropIn, ride, ahead); did you mean "dropIn"?'],
  ],
  [
    'no initial state',
    '"initial": "dropIn",',
    '',
    ['90:15 KOD-S017 "initial" must say which comes first: dropIn, ride, ahead'],
  ],
  [
    'a state nothing leads to',
    '"on": { "RiderLanded": "ride" }',
    '"on": { "RiderLanded": "ahead" }',
    ['96:7 KOD-L001 Nothing leads to "ride"'],
  ],
  [
    'always round in a circle',
    '"ahead": {\n',
    '"ahead": {\n        "always": "ride",\n',
    ['106:9 KOD-L007 "always" goes round in a circle: ride → ahead → ride'],
  ],
  [
    'an after longer than the run',
    '"500": {',
    '"5000": {',
    ['98:11 KOD-L008 After 5000 the run is over; it lasts 2400'],
  ],
  [
    'an after that is no number',
    '"500": {',
    '"soon": {',
    ['98:11 KOD-S008 "soon" is not a number of cluster seconds: a whole number from 1 to 99999'],
  ],
  [
    'an action that is not there',
    '"type": "hint"',
    '"type": "hnit"',
    ['112:29 KOD-S012 "hnit" is not an action (say, hint, start, stop); did you mean "hint"?'],
  ],
  [
    'a text that is not there',
    '"text": "say.hello"',
    '"text": "say.helo"',
    [
      '93:56 KOD-L011 "say.helo" is not among the words of "en"; did you mean "say.hello"?',
      '155:7 KOD-L010 Nothing uses "say.hello"',
    ],
  ],
  [
    'a text nothing uses',
    '"name": "Drop In",',
    '"name": "Drop In", "say.bye": "Bye.",',
    ['151:26 KOD-L010 Nothing uses "say.bye"'],
  ],
  [
    'a lane that is not there',
    '"lane": "boxes"',
    '"lane": "box"',
    ['118:82 KOD-S012 "box" is not a lane (bowl, rail, boxes, slab); did you mean "boxes"?'],
  ],
  [
    'a lane where none belongs',
    '"verb": "LAND", "target": "rider/till"',
    '"verb": "LAND", "target": "rider/till", "lane": "bowl"',
    ['121:60 KOD-S004 "lane" is not a key of a LAND or HOLD command (verb, target)'],
  ],
  [
    'a target of the wrong kind',
    '"verb": "LAND", "target": "rider/till"',
    '"verb": "LAND", "target": "machine/s1"',
    ['121:46 KOD-S008 "machine/s1" is not a target (rider/<name>)'],
  ],
  [
    'a machine that is not there',
    '"target": "machine/s1"',
    '"target": "machine/s3"',
    [
      '123:60 KOD-S010 "machine/s3" is not a machine of this park (machine/b1, machine/b2, machine/b3, machine/h1, machine/h2, machine/s1, machine/s2); did you mean "machine/s1"?',
    ],
  ],
  [
    'a verb the level does not allow',
    '"may": ["ROUTE", "LAND", "SCALE", ',
    '"may": ["ROUTE", "LAND", ',
    ['123:41 KOD-S019 SCALE is not allowed in this level ("may" lists ROUTE, LAND, HOLD, PLAN)'],
  ],
  [
    'a language half translated',
    '"words": {',
    '"words": {\n    "de": { "name": "Einfahrt" },',
    [
      '150:5 KOD-L016 No words in "de" for teaches, claim, briefing, say.hello, hint.order, hint.fly, rider.hello, rider.till, rider.render; they will be shown in English',
    ],
  ],
  [
    'text where an object belongs',
    '"on": { "RiderLanded": "ride" }',
    '"on": { "RiderLanded": 5 }',
    ['94:32 KOD-S005 "RiderLanded" must be text in quotes or an object in { } or a list in [ ], not 5'],
  ],
  [
    'an incident that is not known',
    '"incidents": []',
    '"incidents": [{ "id": "boom", "what": "host-dwn", "at": null, "target": "machine/b1" }]',
    [
      '81:41 KOD-S012 "host-dwn" is not a kind of incident (host-down, host-cut-off, process-crash, process-hung, disk-lost, kubelet-down, kernel-panic, power-lost, noisy-neighbour, intruder, runtime-restart, registry-down, days-pass, cluster-upgrade, api-server-down, scheduler-down, controller-manager-down, etcd-member-down, etcd-disk-slow, etcd-full, certificates-expire); did you mean "host-down"?',
    ],
  ],
  [
    'a registry that there is not',
    '"incidents": []',
    '"incidents": [{ "id": "boom", "what": "registry-down", "at": 60, "target": "registry/mirror" }]',
    ['81:78 KOD-S010 "registry/mirror" is not a registry of this park (registry/images)'],
  ],
  [
    'a toleration that ends, of a taint that evicts nobody',
    '"readinessProbe": { "periodSeconds": 2 }',
    '"readinessProbe": { "periodSeconds": 2 }, "tolerations": [{ "key": "x", "effect": "NoSchedule", "tolerationSeconds": 5 }]',
    ['44:124 KOD-S016 Invalid value: "NoSchedule": effect must be \'NoExecute\' when `tolerationSeconds` is set'],
  ],
  [
    'an incident that nothing starts',
    '"incidents": []',
    '"incidents": [{ "id": "boom", "what": "host-down", "at": null, "target": "machine/b1" }]',
    ['81:60 KOD-L017 "boom" never strikes: it has no time, and nothing in the chart starts it'],
  ],
]

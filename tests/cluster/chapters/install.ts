import type { Chapter } from '../run.ts';

/** `helm install --wait`: every pod is ready within five minutes. */
export const install: Chapter = async ({ cluster, demand }) => {
  cluster.forget();
  const began = performance.now();
  await cluster.apply('install');
  await cluster.settled();
  const seconds = Math.round((performance.now() - began) / 1_000);
  demand(seconds <= 300, `ready in ${seconds} s (≤ 300)`);
};

/** `helm test`: signs in, writes, publishes an event and sees its effect. */
export const helmTest: Chapter = async ({ cluster, demand }) => {
  const told = await cluster.helm('test', cluster.release, '--timeout', '3m');
  demand(/Phase:\s+Succeeded/.test(told), 'helm test passes');
};

/** `helm uninstall`: nothing is left but the volumes. */
export const uninstall: Chapter = async ({ cluster, demand }) => {
  await cluster.helm('uninstall', cluster.release, '--wait', '--timeout', '3m');
  const kinds = 'all,configmap,secret,ingress,networkpolicy,poddisruptionbudget,horizontalpodautoscaler,job';
  const of = ['--selector', `app.kubernetes.io/instance=${cluster.release}`, '--output', 'name'];
  await cluster.tryKubectl('wait', '--for=delete', 'pod', ...of.slice(0, 2), '--timeout=90s');
  const left = await cluster.kubectl('get', kinds, ...of);
  demand(left.trim() === '', `nothing is left but the volumes${left && `: ${left}`}`);
  const volumes = await cluster.kubectl('get', 'persistentvolumeclaim', ...of);
  demand(volumes.trim().split('\n').length >= 2, 'the volumes are still there');
  await cluster.kubectl('delete', 'persistentvolumeclaim', '--selector', of[1]!);
  await cluster.kubectl('delete', 'namespace', cluster.namespace);
};

import type { MessageKey } from '../translation';

const NAMES: Record<string, MessageKey> = {
  'argo-rollouts': 'state.engine.argoRollouts',
  flagger: 'state.engine.flagger',
  'istio-blue-green': 'state.engine.istioBlueGreen',
  deployment: 'state.engine.deployment',
  statefulset: 'state.engine.statefulset',
};

/**
 * What an engine is called; null for one that was added to the portal and
 * that this plugin has no name for: its id is then its name.
 *
 * @internal
 */
export function engineName(engine: string): MessageKey | null {
  return NAMES[engine] ?? null;
}

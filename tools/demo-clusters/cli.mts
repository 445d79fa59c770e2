import { createHeal7Scenario } from './src/scenario/heal7.mts';
import { startDemoCluster } from './src/startDemoCluster.mts';

const CLUSTERS = [
  { name: 'eks-heal7-production', title: 'AWS primary' },
  { name: 'gke-heal7-secondary', title: 'GCP secondary' },
];

const ports = (process.env.HEAL7_DEMO_PORTS ?? '7101,7102')
  .split(',')
  .map(Number);
const scenario = createHeal7Scenario();
for (const [index, { name, title }] of CLUSTERS.entries()) {
  const cluster = await startDemoCluster({
    name,
    port: ports[index],
    scenario,
  });
  console.log(`${name} (${title}, demo): ${cluster.url}`);
}

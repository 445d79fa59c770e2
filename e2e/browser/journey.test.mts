/**
 * The whole way of a new service, in a browser and against a real cluster:
 * wizard, repository, build, chart, canary, promotion.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { applyObjects, startCluster } from '../../tools/test-cluster/index.mts';
import type {
  Cluster,
  KubeClient,
  KubeObject,
} from '../../tools/test-cluster/index.mts';
import { adminClient, clustersConfig } from '../support/clusters.mts';
import { Workload } from '../support/workload.mts';
import { launchBrowser, signIn } from './support/browser.mts';
import { DeploymentsTab } from './support/deploymentsTab.mts';
import { startPortal } from './support/portal.mts';
import type { Portal } from './support/portal.mts';
import { ServiceClone } from './support/serviceClone.mts';
import { stepByStep } from './support/steps.mts';
import { Wizard } from './support/wizard.mts';

const CLUSTER = 'eks-heal7-production';
const TITLE = 'AWS · EKS (primary)';
const NAMESPACE = 'heal7-production';
const NAME = 'journey-web';
const FIRST = `ghcr.io/heal7/${NAME}:0.1.0`;
const SECOND = `ghcr.io/heal7/${NAME}:0.2.0`;

/** What the chart may make that has no CRD in the test cluster. */
const NOT_SERVED = [
  'AuthorizationPolicy',
  'ExternalSecret',
  'PrometheusRule',
  'ServiceMonitor',
];
/** The version of Istio's API that the test cluster serves. */
const OVERRIDES = {
  'istio.apiVersion': 'networking.istio.io/v1beta1',
  // There is no Prometheus: a step would be held until one answers.
  'delivery.canary.analysis.enabled': 'false',
};

describe('a new web service', () => {
  let dataDir: string;
  let cluster: Cluster | undefined;
  let kube: KubeClient;
  let portal: Portal | undefined;
  let browser: Browser | undefined;
  let page: Page;
  let tab: DeploymentsTab;
  let clone: ServiceClone;
  let workload: Workload;

  const step = stepByStep(() => page);

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'portal-e2e-'));
    // The cluster's own data too.
    process.env.HEAL7_DATA_DIR = dataDir;
    cluster = await startCluster({ name: CLUSTER });
    kube = adminClient(cluster);
    workload = new Workload(kube, NAMESPACE, NAME);
    portal = await startPortal({
      dataDir,
      overrides: clustersConfig([cluster]),
    });
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await portal?.stop();
    kube?.close();
    await cluster?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const deploy = async (diagnose: (text: string) => void) => {
    const { gitVersion } = await kube.get<any>('/version');
    const objects = await clone.render('production-aws', gitVersion, OVERRIDES);
    const served = ({ kind }: KubeObject) => !NOT_SERVED.includes(kind);
    const kindsOf = (some: KubeObject[]) =>
      some.map(({ kind }) => kind).join(', ') || 'none';
    const left = objects.filter(object => !served(object));
    diagnose(`left out, having no CRD here: ${kindsOf(left)}`);
    diagnose(
      `applied: ${kindsOf(await applyObjects(kube, objects.filter(served)))}`,
    );
  };

  step('is created in the wizard', async () => {
    page = await signIn(browser!, portal!.url);
    const wizard = await Wizard.open(page);
    await wizard.name.fill('heal7-web-main');
    await wizard.says(/has a component of this name already/).waitFor();
    await wizard.name.fill(NAME);
    await wizard.says(/^The name is free/).waitFor();
    await wizard.describe('A service on its journey');
    await wizard.dependOn('heal7 API gateway');
    const secondary = page.getByRole('checkbox', { name: /^GKE/ });
    await wizard.next(secondary);
    await wizard.tick(secondary);
    assert.equal(await secondary.isChecked(), false);
    await page.getByRole('meter', { name: /budget of Production/ }).waitFor();
    await wizard.next(page.getByText('All traffic after 20 min'));
    await wizard.next(page.getByRole('radio', { name: /^On this portal/ }));
    // Before anything is made, the files that will be.
    await wizard.next(wizard.file('values-production-aws.yaml'));
    assert.equal(await wizard.file('values-production-gcp.yaml').count(), 0);
    await wizard.create();
  });

  step('leads to its page in the catalog', async () => {
    await page.getByRole('link', { name: /^Open in the catalog/ }).click();
    await page.getByRole('heading', { name: NAME, level: 2 }).waitFor();
    tab = await DeploymentsTab.choose(page);
    await page.getByText('No rollouts found').waitFor();
  });

  step('is a git repository that builds and whose tests pass', async () => {
    clone = await ServiceClone.clone(
      join(dataDir, 'repositories', `${NAME}.git`),
      join(dataDir, 'clone'),
    );
    assert.equal(await clone.image(), FIRST);
    await clone.npm('ci', '--no-audit', '--no-fund', '--prefer-offline');
    await clone.npm('run', 'lint');
    await clone.npm('run', 'typecheck');
    await clone.npm('test');
    await clone.npm('run', 'build');
  });

  step('runs in the cluster by the chart', async context => {
    // From here on the page is left alone: what it shows comes by itself.
    await page.evaluate(() => Object.assign(window, { opened: 'once' }));
    await deploy(text => context.diagnostic(text));
    await workload.until('healthy', r => r.status.phase === 'Healthy');
    const card = tab.card(TITLE);
    await tab.shows(card, ['Healthy', 'Stable']);
    await tab.image(card, FIRST).first().waitFor();
  });

  step('shows its second version as a canary at 10 %', async context => {
    await clone.release('0.2.0');
    await deploy(text => context.diagnostic(text));
    const card = tab.card(TITLE);
    const onScreen = card.getByText('Paused', { exact: true });
    const [reached, shown] = await Promise.all([
      workload
        .until('paused at the first step', r => r.status.phase === 'Paused')
        .then(() => performance.now()),
      onScreen.waitFor().then(() => performance.now()),
    ]);
    context.diagnostic(
      `on the screen ${Math.round(shown - reached)} ms after the cluster`,
    );
    await tab.shows(card, ['Actual 10%', 'Set 10%', 'canary = true']);
    await tab.image(card, FIRST).first().waitFor();
    await tab.image(card, SECOND).first().waitFor();
  });

  step('goes to 50 % when somebody promotes it', async () => {
    const card = tab.card(TITLE);
    await tab.confirm(card, {
      button: 'Promote',
      question: 'Promote this rollout?',
      reason: 'error ratio and latency look good',
    });
    await tab.shows(card, ['Actual 50%', 'Set 50%', 'Paused']);
  });

  step('ends healthy on the new image', async () => {
    const card = tab.card(TITLE);
    await tab.confirm(card, {
      button: 'Promote',
      question: 'Promote this rollout?',
      reason: 'half of the visitors are on it',
    });
    await tab.shows(card, ['Healthy', 'Actual 100%']);
    await tab.image(card, FIRST).first().waitFor({ state: 'hidden' });
    await tab.image(card, SECOND).first().waitFor();
    const rollout = await workload.rollout();
    assert.equal(rollout.status.phase, 'Healthy');
    assert.equal(rollout.spec.template.spec.containers[0].image, SECOND);
  });

  step('was shown by signals, on a page never loaded again', async () => {
    assert.equal(
      await page.evaluate(() => Reflect.get(window, 'opened')),
      'once',
    );
    // The chip turns into "Every 10 s" when a poll finds what no signal told.
    await page.getByTitle('Changes arrive as they happen.').waitFor();
  });
});

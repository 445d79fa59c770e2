import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../dockerfile/build.mts';
import type { Stage } from '../dockerfile/stage.mts';
import { factsOf } from '../facts.mts';
import type { Findings } from '../statements.mts';
import { JobRunner } from '../workflow/steps.mts';
import { startElsewhere } from './elsewhere.mts';
import {
  beside,
  checkJobs,
  sideVariables,
  smokeStep,
  testJobs,
  toolsOf,
} from './pipeline.mts';
import { checkServer, checkTask } from './running.mts';

/**
 * Does for real what would happen to a new service: its pipeline's own
 * commands, its Dockerfile's own instructions, its start and its end.
 *
 * @param rendered - its files, which stay as they are
 * @param work - an empty folder
 */
export async function checkService(
  findings: Findings,
  rendered: string,
  work: string,
  template: string,
): Promise<void> {
  const source = join(work, 'source');
  await cp(rendered, source, { recursive: true });
  const jobs = testJobs(source);
  await findings.look('test.yml has a job that tests', async () =>
    jobs.some(({ steps }) => steps.length > 0) ? [] : ['it has none'],
  );
  await checkJobs(findings, jobs, source);

  const dockerfile = join(rendered, 'Dockerfile');
  if (!existsSync(dockerfile)) return;
  let image: Stage | undefined;
  await findings.look('image: every stage builds', async () => {
    const layers = join(work, 'layers');
    await mkdir(layers);
    image = await build({
      context: rendered,
      dockerfile: readFileSync(dockerfile, 'utf8'),
      work: layers,
      template,
    });
    return imageProblems(image);
  });
  if (!image) return;
  await startImage(findings, { source, rendered, work, image });
}

/** What every image has to say about itself. */
function imageProblems({ config }: Stage): string[] {
  const labels = ['title', 'source', 'revision', 'version'].map(
    name => `org.opencontainers.image.${name}`,
  );
  const [user] = config.user.split(':');
  return [
    ...labels
      .filter(name => !(name in config.labels))
      .map(name => `it has no label ${name}`),
    ...(user === '1001' ? [] : [`its user is ${user || 'root'}, not 1001`]),
  ];
}

async function startImage(
  findings: Findings,
  given: { source: string; rendered: string; work: string; image: Stage },
): Promise<void> {
  const { source, rendered, work, image } = given;
  const facts = factsOf(rendered);
  const jobs = testJobs(source);
  const job = jobs.find(({ sides }) => sides.length > 0) ?? jobs[0];
  if (!job) return;
  if (facts.command) image.config.entrypoint = facts.command;
  if (facts.args) image.config.cmd = facts.args;
  const elsewhere = await startElsewhere();
  facts.env = Object.fromEntries(
    Object.entries(facts.env).map(([name, value]) => [
      name,
      elsewhere.redirect(value),
    ]),
  );
  await beside(job, async rewrite => {
    const step = smokeStep(jobs);
    const running = {
      source,
      image,
      facts,
      work: join(work, 'container'),
      env: sideVariables(job, rewrite),
      smoke: step && {
        step,
        runner: new JobRunner(source, await toolsOf(job, source), rewrite),
      },
    };
    const server = ['service', 'worker'].includes(facts.kind);
    await (server ? checkServer : checkTask)(findings, running);
  }).finally(() => elsewhere.stop());
}

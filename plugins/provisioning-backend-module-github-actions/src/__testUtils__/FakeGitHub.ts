import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import answers from '../__fixtures__/answers.json';

type Inputs = Record<string, string>;
type Step = (typeof answers.jobs.jobs)[number]['steps'][number];

interface FakeRun {
  id: number;
  inputs: Inputs;
  status: string;
  conclusion: string | null;
  steps: Step[];
  artifact: Record<string, Uint8Array> | null;
}

/**
 * A fake of GitHub's API, as far as the executor asks it. Bodies are the
 * recorded example answers with the values that a test has set.
 */
export class FakeGitHub {
  readonly runs: FakeRun[] = [];
  readonly asked: string[] = [];
  /** Whether a dispatch is answered by its run, as github.com does since 2026. */
  tellsRun = true;
  /** Statuses to answer the next requests with. */
  readonly failures: number[] = [];
  #server!: Server;

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      this.answer(request, response).catch(error => {
        response.writeHead(500).end(String(error));
      });
    });
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** The run of a job goes on by a step. */
  step(run: FakeRun, name: string, conclusion: string | null): void {
    const [example] = answers.jobs.jobs[0].steps;
    const steps = run.steps.filter(step => step.name !== name);
    run.status = 'in_progress';
    run.steps = [
      ...steps,
      {
        ...example,
        name,
        number: steps.length + 1,
        status: conclusion ? 'completed' : 'in_progress',
        conclusion: conclusion as string,
        completed_at: conclusion
          ? example.completed_at
          : (null as unknown as string),
      },
    ];
  }

  end(
    run: FakeRun,
    conclusion: string,
    artifact: Record<string, Uint8Array> | null,
  ): void {
    run.status = 'completed';
    run.conclusion = conclusion;
    run.artifact = artifact;
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const path = pathname.replace('/repos/heal7/infrastructure/actions', '');
    this.asked.push(`${request.method} ${path}`);
    const failure = this.failures.shift();
    const send = (status: number, body?: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (failure) {
      send(failure, { message: 'Fails because the test says so' });
      return;
    }
    if (request.headers.authorization !== 'token of-the-portal') {
      send(401, { message: 'Bad credentials' });
      return;
    }
    const [, kind, id, what] = path.split('/');
    const run = this.runs.find(each => String(each.id) === id);
    switch (`${request.method} ${kind} ${what ?? ''}`) {
      case 'POST workflows dispatches': {
        const body = (await json(request)) as Record<string, unknown>;
        if (!this.tellsRun && 'return_run_details' in body) {
          send(422, { message: "Unpermitted 'return_run_details'" });
          return;
        }
        const made = this.dispatched(body.inputs as Inputs);
        send(
          this.tellsRun ? 200 : 204,
          this.tellsRun
            ? { ...answers.dispatched, workflow_run_id: made.id }
            : undefined,
        );
        return;
      }
      case 'GET workflows runs':
        send(200, {
          ...answers.runs,
          workflow_runs: this.runs.map(each => this.body(each)),
        });
        return;
      case 'GET runs ':
        send(run ? 200 : 404, run ? this.body(run) : { message: 'Not Found' });
        return;
      case 'GET runs jobs':
        send(200, {
          ...answers.jobs,
          jobs: [{ ...answers.jobs.jobs[0], steps: run?.steps }],
        });
        return;
      case 'POST runs cancel':
        if (run) {
          this.end(run, 'cancelled', null);
        }
        send(202, {});
        return;
      case 'GET artifacts ':
        this.artifacts(searchParams.get('name') ?? '', send);
        return;
      case 'GET artifacts zip':
        response.writeHead(200, { 'content-type': 'application/zip' });
        response.end(zipSync(run?.artifact ?? {}));
        return;
      case 'DELETE artifacts ':
        if (run) {
          run.artifact = null;
        }
        send(204);
        return;
      default:
        send(404, { message: `No answer to ${request.method} ${path}` });
    }
  }

  private dispatched(inputs: Inputs): FakeRun {
    const run: FakeRun = {
      id: this.runs.length + 1,
      inputs,
      status: 'queued',
      conclusion: null,
      steps: [],
      artifact: null,
    };
    this.runs.push(run);
    return run;
  }

  private body(run: FakeRun) {
    return {
      ...answers.run,
      id: run.id,
      // What `run-name` of the workflow makes of it.
      display_title: run.inputs.job,
      status: run.status,
      conclusion: run.conclusion,
      html_url: `https://github.example/runs/${run.id}`,
    };
  }

  /** The id of an artifact is that of its run. */
  private artifacts(
    name: string,
    send: (status: number, body: unknown) => void,
  ): void {
    const [example] = answers.artifacts.artifacts;
    const found = this.runs.filter(
      ({ artifact, inputs }) => artifact && name === `stack-${inputs.job}`,
    );
    send(200, {
      total_count: found.length,
      artifacts: found.map(({ id }) => ({
        ...example,
        id,
        name,
        expired: false,
        workflow_run: { ...example.workflow_run, id },
      })),
    });
  }
}

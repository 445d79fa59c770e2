import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type {
  KubernetesObject,
  PlannedPatch,
  PlannedServiceCall,
  PlannedStep,
  ResourceRef,
} from '@heal7/backstage-plugin-deployments-node';
import type { ClusterClient, ClusterPatch } from '../clusters/ClusterClient';
import { fakeSource, rollout } from '../__testUtils__/fakeSource';
import { act } from './act';

const ROOT: ResourceRef = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  namespace: 'shop',
  name: 'web',
};
const DEPLOYMENT: ResourceRef = {
  ...ROOT,
  group: 'apps',
  plural: 'deployments',
};

describe('act', () => {
  let version: number;
  let live: KubernetesObject;
  let client: {
    get: jest.MockedFunction<ClusterClient['get']>;
    list: jest.MockedFunction<ClusterClient['list']>;
    patch: jest.MockedFunction<ClusterClient['patch']>;
    callService: jest.MockedFunction<ClusterClient['callService']>;
  };

  const versioned = (object: KubernetesObject): KubernetesObject => ({
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(version) },
  });

  beforeEach(() => {
    version = 1;
    live = rollout('web', { step: 1 });
    client = {
      get: jest.fn(async (_: ResourceRef) => versioned(live)),
      list: jest.fn(),
      patch: jest.fn(async (_: ClusterPatch) => {
        version += 1;
        return versioned(live);
      }),
      callService: jest.fn(async (_: PlannedServiceCall) => {}),
    };
  });

  const run = (patches: PlannedStep[], basis = fakeSource.basisOf(live)) =>
    act(
      client as unknown as ClusterClient,
      { ...fakeSource, plan: async () => patches },
      { ref: ROOT, action: 'promote', basis, now: new Date() },
    );

  const merge = (ref: ResourceRef, body: object): PlannedPatch => ({
    ref,
    type: 'merge',
    body: { ...body },
  });

  it('binds each patch to the version just read or just written', async () => {
    await run([
      merge(ROOT, { spec: { paused: null } }),
      {
        ...merge(ROOT, { metadata: { annotations: { a: 'b' } } }),
        subresource: 'status',
      },
    ]);
    expect(client.patch.mock.calls.map(([patch]) => patch)).toEqual([
      {
        ref: ROOT,
        type: 'merge',
        body: { spec: { paused: null }, metadata: { resourceVersion: '1' } },
      },
      {
        ref: ROOT,
        type: 'merge',
        subresource: 'status',
        body: { metadata: { annotations: { a: 'b' }, resourceVersion: '2' } },
      },
    ]);
  });

  it('binds a list of operations in its own way', async () => {
    const op = { op: 'remove' as const, path: '/spec/paused' };
    await run([{ ref: ROOT, type: 'replace', body: [op] }]);
    expect(client.patch.mock.calls[0][0].body).toEqual([
      { op: 'replace', path: '/metadata/resourceVersion', value: '1' },
      op,
    ]);
  });

  it('reads another object before it patches it', async () => {
    await run([merge(DEPLOYMENT, { spec: {} })]);
    expect(client.get).toHaveBeenCalledWith(DEPLOYMENT);
    expect(client.patch.mock.calls[0][0].body).toMatchObject({
      metadata: { resourceVersion: '1' },
    });
  });

  it('tells which version of the root it has left', async () => {
    const other = await run([merge(ROOT, {}), merge(DEPLOYMENT, {})]);
    expect(other).toMatchObject({ outcome: 'done', left: '2' });
    expect(await run([merge(DEPLOYMENT, {})])).toMatchObject({ left: '' });
  });

  it('changes nothing when the rollout has moved on', async () => {
    const basis = { ...fakeSource.basisOf(live), stepIndex: 0, uid: 'other' };
    expect(await run([merge(ROOT, {})], basis)).toMatchObject({
      outcome: 'conflict',
      fields: ['uid', 'stepIndex'],
      message: expect.stringMatching(/made again; nothing was changed/),
    });
    expect(client.patch).not.toHaveBeenCalled();
  });

  it('tries five times while others write, then gives up', async () => {
    client.patch.mockRejectedValue(new ConflictError('has been modified'));
    await expect(run([merge(ROOT, {})])).rejects.toThrow('has been modified');
    expect(client.patch).toHaveBeenCalledTimes(5);
  });

  it('does not insist once the rollout has moved on meanwhile', async () => {
    const basis = fakeSource.basisOf(live);
    client.patch.mockImplementationOnce(async () => {
      live = rollout('web', { step: 2 });
      throw new ConflictError('has been modified');
    });
    expect(await run([merge(ROOT, {})], basis)).toMatchObject({
      outcome: 'conflict',
      message: expect.stringContaining('nothing was changed'),
    });
  });

  it('does not claim that nothing was changed when part of it was', async () => {
    const basis = fakeSource.basisOf(live);
    client.patch
      .mockImplementationOnce(async () => versioned(live))
      .mockImplementationOnce(async () => {
        live = rollout('web', { step: 2 });
        throw new ConflictError('has been modified');
      });
    expect(await run([merge(ROOT, {}), merge(ROOT, {})], basis)).toMatchObject({
      outcome: 'conflict',
      message: expect.stringContaining('part of it was done'),
    });
  });

  it('starts again when what an operation tests has changed', async () => {
    client.patch.mockRejectedValueOnce(new InputError('testing path failed'));
    const test = { op: 'test' as const, path: '/spec/weight', value: 1 };
    expect(
      await run([{ ref: ROOT, type: 'replace', body: [test] }]),
    ).toMatchObject({ outcome: 'done' });
    expect(client.patch).toHaveBeenCalledTimes(2);
  });

  it('does not try again what is invalid without a test', async () => {
    client.patch.mockRejectedValue(new InputError('spec is invalid'));
    const op = { op: 'remove' as const, path: '/spec' };
    await expect(
      run([{ ref: ROOT, type: 'replace', body: [op] }]),
    ).rejects.toThrow('spec is invalid');
    expect(client.patch).toHaveBeenCalledTimes(1);
  });

  it('passes on what the cluster refuses', async () => {
    client.patch.mockRejectedValue(new NotAllowedError('forbidden'));
    await expect(run([merge(ROOT, {})])).rejects.toThrow('forbidden');
    expect(client.patch).toHaveBeenCalledTimes(1);
  });

  describe('with a gate to open', () => {
    const open: PlannedServiceCall = {
      type: 'service-call',
      namespace: 'test',
      service: 'loadtester',
      port: '80',
      path: '/gate/open',
      body: { name: 'web', namespace: 'shop' },
    };

    it('calls the service in its turn', async () => {
      const order: string[] = [];
      client.callService.mockImplementation(async () => {
        order.push('call');
      });
      client.patch.mockImplementation(async () => {
        order.push('patch');
        return versioned(live);
      });
      expect(await run([open, merge(ROOT, { spec: {} })])).toMatchObject({
        outcome: 'done',
      });
      expect(client.callService.mock.calls).toEqual([[open]]);
      expect(order).toEqual(['call', 'patch']);
    });

    it('opens nothing when the rollout has moved on', async () => {
      const basis = { ...fakeSource.basisOf(live), revisionHash: 'other' };
      expect(await run([open], basis)).toMatchObject({ outcome: 'conflict' });
      expect(client.callService).not.toHaveBeenCalled();
    });

    it('leaves out what comes after a gate that stays shut', async () => {
      client.callService.mockRejectedValue(new NotAllowedError('forbidden'));
      await expect(run([open, merge(ROOT, {})])).rejects.toThrow('forbidden');
      expect(client.patch).not.toHaveBeenCalled();
    });

    it('says that part of it was done when a patch then comes too late', async () => {
      client.patch.mockImplementationOnce(async () => {
        live = rollout('web', { step: 2 });
        throw new ConflictError('has been modified');
      });
      const basis = fakeSource.basisOf(live);
      expect(await run([open, merge(ROOT, {})], basis)).toMatchObject({
        outcome: 'conflict',
        message: expect.stringContaining('part of it was done'),
      });
    });
  });
});

import { sourceContract } from '@heal7/backstage-plugin-deployments-node/testing';
import { REAL_FILES, realObjects } from './__testUtils__/realObjects';
import { argoRolloutsSource } from './source';

// Many cases: they take a while on a busy machine.
jest.setTimeout(60_000);

const samples = REAL_FILES.map(file => ({
  name: file,
  objects: realObjects(file),
}));

describe('what is asked of every engine', () => {
  it.each(sourceContract(argoRolloutsSource, samples))(
    '$name',
    async ({ check }) => {
      await expect(check()).resolves.toBeUndefined();
    },
  );
});

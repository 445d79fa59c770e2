import { SecretMask } from '../secrets/SecretMask';
import { readState } from './readState';

const none = new SecretMask([]);

const state = (values: object) => ({ format_version: '1.0', values });

describe('readState', () => {
  it('gives the resources of all modules, without what only reads', () => {
    const read = readState(
      state({
        root_module: {
          resources: [
            { mode: 'managed', address: 'a.one', type: 'a', values: { id: 1 } },
            { mode: 'data', address: 'data.a.two', type: 'a', values: {} },
          ],
          child_modules: [
            {
              resources: [
                {
                  mode: 'managed',
                  address: 'module.m.a.three',
                  type: 'a',
                  values: {},
                },
              ],
            },
          ],
        },
      }),
      none,
    );
    expect(read.resources).toEqual([
      { address: 'a.one', type: 'a', values: { id: 1 } },
      { address: 'module.m.a.three', type: 'a', values: {} },
    ]);
  });

  it('leaves sensitive attributes out, deep ones too', () => {
    const [resource] = readState(
      state({
        root_module: {
          resources: [
            {
              mode: 'managed',
              address: 'a.b',
              type: 'a',
              values: {
                name: 'n',
                none: null,
                password: 'secret-1',
                login: { user: 'u', password: 'secret-2' },
              },
              sensitive_values: { password: true, login: { password: true } },
            },
          ],
        },
      }),
      none,
    ).resources;
    expect(resource.values).toEqual({
      name: 'n',
      none: null,
      login: { user: 'u', password: null },
    });
  });

  it('gives outputs, and no value of a sensitive one', () => {
    const { outputs } = readState(
      state({
        outputs: {
          url: { sensitive: false, value: 'https://x' },
          password: { sensitive: true, value: 'secret-1' },
          unsaid: { value: 'secret-2' },
        },
      }),
      none,
    );
    expect(outputs).toEqual([
      { name: 'url', sensitive: false, value: 'https://x' },
      { name: 'password', sensitive: true, value: null },
      { name: 'unsaid', sensitive: true, value: null },
    ]);
  });

  it('masks what is known to be secret wherever it was put', () => {
    const read = readState(
      state({ outputs: { url: { sensitive: false, value: 'x hunter2-x' } } }),
      new SecretMask(['hunter2-x']),
    );
    expect(read.outputs[0].value).toBe('x ***');
  });

  it('reads a state in which there is nothing', () => {
    expect(readState({ format_version: '1.0' }, none)).toEqual({
      outputs: [],
      resources: [],
    });
  });

  it.each([undefined, null, 'text', {}, { format_version: '2.0' }])(
    'refuses %j',
    value => {
      expect(() => readState(value, none)).toThrow(/Not a state/);
    },
  );
});

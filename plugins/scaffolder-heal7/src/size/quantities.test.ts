import { inMebibytes, inMillicores, sayResources } from './quantities';

describe('inMillicores', () => {
  it.each([
    ['2', '2000m'],
    ['0.5', '500m'],
    [' 250m ', '250m'],
    ['100', '100'],
    ['1m', '1m'],
    ['two', 'two'],
  ])('turns %j into %j', (typed, answer) => {
    expect(inMillicores(typed)).toBe(answer);
  });
});

describe('inMebibytes', () => {
  it.each([
    ['2Gi', '2048Mi'],
    ['1.5Gi', '1536Mi'],
    ['256Mi', '256Mi'],
    ['512', '512'],
    ['2G', '2G'],
    ['2000Gi', '2000Gi'],
  ])('turns %j into %j', (typed, answer) => {
    expect(inMebibytes(typed)).toBe(answer);
  });
});

describe('sayResources', () => {
  it('says amounts in the units that people use', () => {
    expect(sayResources({ cpu: '250m', memory: '256Mi' }, 'en')).toEqual({
      cpu: '0.25',
      memory: '256 MiB',
    });
    expect(sayResources({ cpu: '2000m', memory: '1536Mi' }, 'en')).toEqual({
      cpu: '2',
      memory: '1.5 GiB',
    });
  });
});

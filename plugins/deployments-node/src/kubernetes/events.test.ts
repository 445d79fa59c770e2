import { eventsAbout } from './events';

const events = eventsAbout('Rollout');

const about = { kind: 'Rollout', name: 'web', uid: 'u' };
const digest = (fields: object) =>
  events.digest({
    metadata: { name: 'web.1', creationTimestamp: '2026-01-01T00:00:00Z' },
    involvedObject: about,
    ...fields,
  });

describe('events', () => {
  it('belong to the rollout that they are about', () => {
    expect(
      digest({
        type: 'Warning',
        reason: 'AnalysisRunFailed',
        message: 'it failed',
        count: 3,
        lastTimestamp: '2026-01-02T00:00:00Z',
      }),
    ).toEqual({
      ownedBy: ['u'],
      data: {
        type: 'Warning',
        reason: 'AnalysisRunFailed',
        message: 'it failed',
        count: 3,
        lastSeenAt: '2026-01-02T00:00:00Z',
        about: 'Rollout/web',
      },
    });
  });

  it.each([
    [
      'the series',
      {
        series: { count: 9, lastObservedTime: '2026-01-03T00:00:00.000000Z' },
        lastTimestamp: '2026-01-02T00:00:00Z',
      },
      '2026-01-03T00:00:00Z',
      9,
    ],
    [
      'the event time',
      { lastTimestamp: null, eventTime: '2026-01-02T00:00:00.5Z' },
      '2026-01-02T00:00:00.500Z',
      1,
    ],
    ['the object', {}, '2026-01-01T00:00:00Z', 1],
  ])('take their time from %s', (_, fields, lastSeenAt, count) => {
    expect(digest(fields)?.data).toMatchObject({ lastSeenAt, count });
  });

  it.each([
    ['another kind', { ...about, kind: 'Pod' }],
    ['nothing', undefined],
    ['something without a UID', { ...about, uid: undefined }],
  ])('about %s are dropped', (_, involvedObject) => {
    expect(digest({ involvedObject })).toBeNull();
  });
});

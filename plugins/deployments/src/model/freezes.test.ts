import fc from 'fast-check';
import { localDateTime } from './freezes';

describe('localDateTime', () => {
  it('is read back as the same minute', () => {
    const minute = 60_000;
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('2020-01-01'),
          max: new Date('2099-12-31'),
          noInvalidDate: true,
        }),
        date => {
          const at = Math.floor(date.getTime() / minute) * minute;
          expect(new Date(localDateTime(at)).getTime()).toBe(at);
        },
      ),
    );
  });
});

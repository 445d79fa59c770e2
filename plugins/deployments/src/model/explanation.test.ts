import type { DeploymentExplanation } from '@heal7/backstage-plugin-deployments-common';
import type { Translate } from '../translation/useTranslation';
import ko from '../translation/ko';
import { explanationText } from './explanation';

const korean: Translate = (key, params = {}) =>
  (ko as Record<string, string>)[key].replace(/\{\{(\w+)\}\}/g, (all, name) =>
    name in params ? String(params[name]) : all,
  );
const crash: DeploymentExplanation = {
  code: 'crash-loop',
  message: '1 of 3 pods of the new revision starts and ends again.',
  values: { pod: 'web-1', count: '1', total: '3', message: 'exit code 3' },
  severity: 'problem',
};
const now = Date.parse('2026-01-02T03:00:00Z');

describe('explanationText', () => {
  it("is the engine's own sentence in English", () => {
    const words = { t: korean, language: 'en' };
    expect(explanationText(crash, words, now)).toEqual({
      text: crash.message,
      said: '',
    });
  });

  it('names the cause in another language, with what was said about it', () => {
    const words = { t: korean, language: 'ko' };
    expect(explanationText(crash, words, now)).toEqual({
      text: '새 파드 3개 중 1개가 시작과 종료를 반복합니다. web-1의 로그를 확인하세요.',
      said: 'exit code 3',
    });
  });

  it('writes times for the reader', () => {
    const { text } = explanationText(
      {
        code: 'timed-pause',
        message: 'It pauses.',
        values: { until: '2026-01-02T03:05:00Z' },
        severity: 'wait',
      },
      { t: korean, language: 'ko' },
      now,
    );
    expect(text).toContain('까지 멈췄다가');
    expect(text).not.toContain('2026-01-02T03:05:00Z');
  });

  it('stays English where a value is missing', () => {
    const words = { t: korean, language: 'ko' };
    expect(explanationText({ ...crash, values: {} }, words, now).text).toBe(
      crash.message,
    );
  });
});

/** Texts of what metrics say of the revisions. @internal */
export const metrics = {
  'metrics.heading': '지표',
  'metrics.show': '실시간 지표 보기',
  'metrics.hide': '실시간 지표 숨기기',
  'metrics.loading': '지표를 불러오는 중',
  'metrics.notConfigured':
    '이 클러스터에는 지표 소스가 설정되어 있지 않습니다.',
  'metrics.unreachable':
    '이 클러스터의 지표 소스가 응답하지 않습니다: {{message}}',
  'metrics.none': '설정된 지표가 없습니다.',
  'metrics.failed': '지표를 불러오지 못했습니다: {{message}}',
  'metrics.problem': '{{title}} 값을 읽지 못했습니다: {{message}}',
  'metrics.limitAbove': '{{value}} 이하',
  'metrics.limitBelow': '{{value}} 이상',
  'metrics.series': '{{role}} {{version}}',
  'metrics.analysis': '분석',
  'metrics.verdict': '{{verdict}}: {{value}}',
  'metrics.perSecond': '초당 {{value}}',
  'metrics.percent': '{{value}}%',
  'metrics.milliseconds': '{{value}}밀리초',
  'metrics.value': '값',
  'metrics.limit': '한계 {{value}}',
};

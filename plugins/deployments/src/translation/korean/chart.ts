/** Texts of charts. @internal */
export const chart = {
  'chart.empty': '이 기간에는 값이 없습니다.',
  'chart.zoomOf': '{{title}} 확대',
  'chart.zoomIn': '확대',
  'chart.zoomOut': '축소',
  'chart.earlier': '이전으로',
  'chart.later': '이후로',
  'chart.reset': '전체 보기',
  'chart.tableOf': '{{title}} 값',
  'chart.time': '시각',
  'chart.note': '비고',
};

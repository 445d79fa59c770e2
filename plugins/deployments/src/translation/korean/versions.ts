/** Texts of what revisions were made of, and of how clusters differ. @internal */
export const versions = {
  'versions.changes': '이 리비전의 변경 사항',
  'versions.loading': '변경 사항을 불러오는 중',
  'versions.failed': '변경 사항을 불러오지 못했습니다: {{message}}',
  'versions.unavailable.no-rollout': '배포 중인 것이 없습니다.',
  'versions.unavailable.no-source':
    '파드 템플릿에 무엇으로 빌드했는지 적혀 있지 않습니다.',
  'versions.unavailable.no-integration':
    '포털이 이 깃 호스트에 접근할 수 없습니다.',
  'versions.unavailable.no-answer': '깃 호스트가 커밋을 알려 주지 않았습니다.',
  'versions.none': '두 리비전 사이에 커밋이 없습니다.',
  'versions.list': '커밋',
  'versions.by': '작성: {{author}}, {{time}}',
  'versions.byWhom': '작성: {{author}}',
  'versions.pullRequest': '풀 리퀘스트 {{number}}',
  'versions.shown': '커밋 {{total}}개 중 최근 {{shown}}개',
  'versions.compare': '깃 호스트에서 비교',
  'versions.compared': '클러스터 비교',
  'versions.same': '모든 클러스터의 버전이 같습니다',
  'versions.different': '클러스터마다 버전이 다릅니다',
  'versions.cluster': '클러스터',
  'versions.serves': '서비스 중',
  'versions.next': '배포 중',
  'versions.phase': '상태',
  'versions.standing': '비교',
  'versions.standings.same': '같음',
  'versions.standings.ahead': '앞섬',
  'versions.standings.behind': '뒤처짐',
  'versions.standings.differs': '다름',
  'versions.standings.rebuilt': '태그는 같지만 다른 이미지',
  'versions.absent': '여기에 없음',
  'versions.openGate':
    '기다리던 게이트를 엽니다. 다음 검사 때 {{version}} 배포가 계속됩니다.',
  'versions.analysisStaysOff':
    'Canary에서 skipAnalysis를 지울 때까지 다음 버전들도 분석 없이 승격됩니다.',
  'versions.gateStaysOpen':
    '게이트를 다시 닫는 것이 없습니다. 누군가 닫을 때까지 다음 버전들도 승인된 상태가 됩니다.',
  'versions.rollingPause':
    '재개할 때까지 파드를 더 바꾸지 않습니다. 실행 중인 파드는 그대로입니다.',
  'versions.rollingResume': '다시 {{version}} 파드로 바꿔 나갑니다.',
  'versions.rollingAbort':
    '파드 템플릿을 {{version}} 이전 리비전으로 되돌립니다.',
  'versions.rollingReplaced': '파드를 몇 개씩 바꿉니다.',
  'versions.switchBack':
    '모든 트래픽이 {{stable}}(으)로 돌아가고 {{version}} 파드는 남습니다.',
};

/** Texts about the state of a rollout, beside its phase. @internal */
export const state = {
  'state.engine.argoRollouts': 'Argo 롤아웃',
  'state.engine.flagger': '플래거(Flagger)',
  'state.engine.istioBlueGreen': 'Istio 블루-그린',
  'state.engine.deployment': '디플로이먼트',
  'state.engine.statefulset': '스테이트풀셋',
  'state.why.metric-failed':
    '분석이 실패했습니다. {{metric}} 값이 {{value}}였고, 조건은 {{condition}}입니다.',
  'state.why.metric-inconclusive':
    '분석 판정이 나지 않았습니다. {{metric}} 값은 {{value}}입니다. 사람이 결정해야 합니다.',
  'state.why.metric-error': '지표 {{metric}}을(를) 측정하지 못했습니다.',
  'state.why.image-pull':
    '새 파드 {{total}}개 중 {{count}}개가 이미지를 받지 못합니다. 이미지가 있는지, 클러스터가 받을 수 있는지 확인하세요.',
  'state.why.crash-loop':
    '새 파드 {{total}}개 중 {{count}}개가 시작과 종료를 반복합니다. {{pod}}의 로그를 확인하세요.',
  'state.why.unschedulable':
    '새 파드 {{total}}개 중 {{count}}개가 실행될 노드를 찾지 못합니다. 요청량을 줄이거나 클러스터를 늘리세요.',
  'state.why.container-config':
    '새 파드 {{total}}개 중 {{count}}개의 컨테이너를 만들 수 없습니다. {{pod}}이(가) 참조하는 것을 확인하세요.',
  'state.why.pod-not-ready':
    '새 파드 {{total}}개 중 {{count}}개가 준비되지 않습니다. 준비 상태 검사와 {{pod}}의 로그를 확인하세요.',
  'state.why.quota': '클러스터가 새 리비전의 파드를 더 받아들이지 않습니다.',
  'state.why.progress-deadline': '새 리비전이 기한 안에 진행되지 않았습니다.',
  'state.why.invalid-spec': '엔진이 스펙을 거부합니다. 먼저 스펙을 고치세요.',
  'state.why.aborted':
    '중단되어 모든 트래픽이 안정 리비전으로 돌아갔습니다. 다시 시도하거나 고친 버전을 배포하세요.',
  'state.why.waiting-for-person': '누군가 승격하거나 중단할 때까지 기다립니다.',
  'state.why.waiting-for-gate': '게이트 {{gate}}이(가) 열릴 때까지 기다립니다.',
  'state.why.paused-by-hand': '수동으로 정지되었고, 재개하면 계속됩니다.',
  'state.why.suspended': '보류되어 엔진이 건드리지 않습니다.',
  'state.why.timed-pause': '{{until}}까지 멈췄다가 저절로 계속됩니다.',
  'state.why.analysis-running': '{{metric}} 분석을 기다립니다.',
  'state.why.pods-starting':
    '새 리비전의 파드를 기다립니다. {{desired}}개 중 {{ready}}개가 준비되었습니다.',
  'state.why.controller-silent':
    '컨트롤러가 최신 스펙에 반응하지 않았습니다. 컨트롤러가 실행 중인지 확인하세요.',
  'state.why.dead-end':
    '요청이 준비된 파드가 없는 {{destination}}(으)로 갑니다. 다른 곳으로 보내세요.',
  'state.whyLabel': '진행되지 않는 이유',
  'state.share': '{{role}} {{percent}}%',
  'state.shareElsewhere': '{{destination}} {{percent}}%',
  'state.shareLabel': '요청이 가는 곳',
  'state.mirrored': '{{percent}}%를 새 리비전에 복제',
  'state.sticky': '방문자는 처음 만난 버전에 머무릅니다',
  'state.readFrom': '{{about}}에서 읽음',
  'state.difference.pods-not-ready':
    '아직 요청대로가 아닙니다. 파드가 준비되지 않았습니다.',
  'state.difference.not-routed-yet':
    '아직 요청대로가 아닙니다. 경로가 기록되지 않았습니다.',
  'state.difference.changed-by-others':
    '엔진이 요청한 적 없는 값이 경로에 있습니다.',
  'state.difference.rounded-by-replicas': '파드 수가 허락하는 만큼 맞췄습니다.',
  'state.difference.no-route': '이 롤아웃으로 가는 경로가 없습니다.',
  'state.difference.not-read':
    'TCP 또는 TLS 경로만 있습니다. 그 가중치는 읽지 않으며, 표시된 값은 엔진이 보고한 값입니다.',
  'state.difference.dead-end': '준비된 파드가 없는 곳으로 요청이 갑니다.',
  'state.gitOps.heading': '깃옵스',
  'state.gitOps.synced': '동기화됨',
  'state.gitOps.out-of-sync': '동기화 안 됨',
  'state.gitOps.unknown': '동기화 상태 알 수 없음',
  'state.gitOps.at': '{{revision}} 기준',
  'state.gitOps.selfHeal': '따로 한 수정은 되돌려집니다',
  'state.digest': '다이제스트 {{digest}}',
  'state.source': '소스 {{commit}}',
};

/** Texts of the button that aborts all rollouts of a system. @internal */
export const emergency = {
  'emergency.open': '모든 롤아웃 중단…',
  'emergency.title': '{{system}}의 모든 롤아웃을 중단할까요?',
  'emergency.what':
    '모든 클러스터에서 한꺼번에 전체 트래픽을 안정 버전으로 되돌립니다. 동결 중에도 할 수 있습니다.',
  'emergency.loading': '무엇이 중단되는지 확인하는 중',
  'emergency.failed': '무엇이 중단되는지 확인하지 못했습니다',
  'emergency.abortable_one': '롤아웃 {{count}}개가 중단됩니다',
  'emergency.abortable_other': '롤아웃 {{count}}개가 중단됩니다',
  'emergency.abortableMore':
    '{{count}}개 중 처음 {{shown}}개입니다. 나머지는 중단한 뒤 다시 확인하세요.',
  'emergency.refused_one': '{{count}}개는 그대로 남습니다',
  'emergency.refused_other': '{{count}}개는 그대로 남습니다',
  'emergency.refusedMore': '{{count}}개 중 처음 {{shown}}개입니다.',
  'emergency.nothing': '이 시스템에는 중단할 롤아웃이 없습니다.',
  'emergency.stale':
    '마지막으로 알려진 상태입니다. 지금 이 클러스터를 볼 수 없습니다.',
  'emergency.refusal.nothing-to-abort': '되돌릴 것이 없습니다.',
  'emergency.refusal.not-claimed':
    '워크로드에 이 시스템의 엔티티가 적혀 있지 않습니다. 클러스터의 도구로 중단하세요.',
  'emergency.refusal.not-permitted':
    '권한이 없습니다. 권한이 있는 사람에게 요청하세요.',
  'emergency.refusal.no-credential':
    '포털은 이 클러스터를 읽을 수만 있습니다. 클러스터의 도구로 중단하세요.',
  'emergency.confirmation': '확인을 위해 {{system}} 입력',
  'emergency.confirmationWrong': '시스템 이름과 다릅니다.',
  'emergency.reason': '사유',
  'emergency.reasonMissing': '사유를 적으세요. 각 롤아웃의 이력에 남습니다.',
  'emergency.confirm_one': '롤아웃 {{count}}개 중단',
  'emergency.confirm_other': '롤아웃 {{count}}개 중단',
  'emergency.cancel': '취소',
  'emergency.close': '닫기',
  'emergency.running_one': '롤아웃 {{count}}개를 중단하는 중',
  'emergency.running_other': '롤아웃 {{count}}개를 중단하는 중',
  'emergency.requestFailed': '중단되었는지 확인되지 않았습니다: {{message}}',
  'emergency.requestForbidden': '권한이 없어 아무것도 중단하지 않았습니다.',
  'emergency.requestUnknown':
    '백엔드가 응답하지 않았습니다. 일부는 중단되었을 수 있으니 다시 확인하세요.',
  'emergency.again': '다시 확인',
  'emergency.outcomes': '결과',
  'emergency.outcome.pending': '중단하는 중',
  'emergency.outcome.done': '중단됨',
  'emergency.outcome.conflict': '상태가 바뀜',
  'emergency.outcome.failed': '실패',
  'emergency.allDone_one': '롤아웃 {{count}}개 중단됨',
  'emergency.allDone_other': '롤아웃 {{count}}개 중단됨',
  'emergency.someFailed': '{{count}}개 중 {{done}}개 중단됨',
  'emergency.conflictHint':
    '확인한 뒤 상태가 바뀌어 아무것도 하지 않았습니다. 다시 확인하고 결정하세요.',
  'emergency.failedHint':
    '열어서 그곳에서 중단하세요. 포털이 클러스터에 연결할 수 없으면 클러스터의 도구를 쓰세요.',
};

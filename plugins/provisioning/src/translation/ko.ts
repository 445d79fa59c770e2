import type { Messages } from './keys';
import { acting } from './korean/acting';
import { log } from './korean/log';
import { plan } from './korean/plan';
import { run } from './korean/run';
import { stack } from './korean/stack';
import { stacks } from './korean/stacks';

// The default export and its shape are what the translation API loads.
const ko: Messages = {
  ...acting,
  ...log,
  ...plan,
  ...run,
  ...stack,
  ...stacks,
  loading: '불러오는 중',
  'phase.requested': '요청됨',
  'phase.planning': '계획 중',
  'phase.awaiting-approval': '승인 대기',
  'phase.applying': '적용 중',
  'phase.applied': '적용됨',
  'phase.failed': '실패',
  'phase.interrupted': '중간에 끊김',
  'phase.drifted': '드리프트',
  'phase.destroying': '삭제 중',
  'phase.destroyed': '삭제됨',
  'phase.reset': '초기화됨',
  'runPhase.queued': '대기열',
  'runPhase.planning': '계획 중',
  'runPhase.awaiting-approval': '승인 대기',
  'runPhase.approved': '승인됨',
  'runPhase.applying': '적용 중',
  'runPhase.succeeded': '성공',
  'runPhase.failed': '실패',
  'runPhase.cancelled': '취소됨',
  'runPhase.rejected': '반려됨',
  'runPhase.stale': '유효하지 않음',
  'runPhase.interrupted': '중간에 끊김',
  'runKind.apply': '적용',
  'runKind.unprotect': '보호 해제',
  'runKind.destroy': '삭제',
  'runKind.check': '드리프트 확인',
  'error.retry': '다시 시도',
  'error.details': '응답: {{message}}',
  'error.network': '백엔드에 연결하지 못했습니다. 연결 상태를 확인하세요.',
  'error.unauthorized': '세션이 끝났습니다. 다시 로그인하세요.',
  'error.forbidden': '볼 권한이 없습니다',
  'error.forbiddenHint': '포털 담당자에게 {{permission}} 권한을 요청하세요.',
  'error.notFound': '존재하지 않거나 볼 권한이 없습니다.',
  'error.conflict': '그사이에 바뀌었습니다. 다시 확인하세요.',
  'error.server': '백엔드에 문제가 있습니다. 자세한 내용은 로그에 있습니다.',
  'error.other': '백엔드가 거절했습니다.',
  'error.outdated': '{{title}} 화면의 내용은 이전 상태입니다.',
};

export default ko;

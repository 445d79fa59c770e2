import type { Messages } from './keys';

const ko: Messages = {
  'serviceName.title': '이름',
  'serviceName.description':
    '영문 소문자로 시작하는 3~40자의 영문 소문자, 숫자, 하이픈',
  'serviceName.checking': '사용할 수 있는 이름인지 확인하고 있습니다…',
  'serviceName.free': '사용할 수 있는 이름입니다',
  'serviceName.malformed':
    '영문 소문자로 시작하고 하이픈으로 끝나지 않는 3~40자의 영문 소문자, 숫자, 하이픈을 사용하세요',
  'serviceName.componentExists':
    '카탈로그에 같은 이름의 컴포넌트가 있습니다. 다른 이름을 고르세요',
  'serviceName.repositoryExists':
    '같은 이름의 저장소가 있습니다. 다른 이름을 고르세요',
  'serviceName.unknown':
    '이름을 확인하지 못했습니다. 서비스를 만들 때 다시 확인합니다',

  'field.required': '필수',
  'field.loading': '불러오는 중…',
  'field.retry': '다시 시도',
  'field.reason': '이유: {{message}}',
  'field.search': '입력하여 검색',
  'field.remove': '{{name}} 빼기',

  'owner.title': '담당 팀',
  'owner.description': '서비스를 책임지는 팀',
  'owner.placeholder': '팀을 고르세요',
  'owner.other': '다른 팀…',
  'owner.otherTitle': '다른 팀',
  'owner.empty': '카탈로그에서 속한 팀이 없습니다',
  'owner.emptyHint':
    '서비스는 팀만 담당할 수 있습니다. 플랫폼 팀에 팀 등록을 요청한 뒤 이 페이지를 다시 여세요.',
  'owner.emptyOther': '서비스를 담당할 팀을 고르고 그 팀에 알려 주세요.',
  'owner.failed': '속한 팀을 불러오지 못했습니다',
  'owner.foreign':
    '{{team}}에 속해 있지 않습니다. 속한 팀 가운데에서 담당 팀을 고르세요',

  'placement.title': '클러스터',
  'placement.description': '서비스를 실행할 곳',
  'placement.unlisted': '{{name}} (카탈로그에서 삭제됨)',
  'placement.primary': '주 클러스터',
  'placement.secondary': '보조 클러스터',
  'placement.backup': '백업 클러스터',
  'placement.empty': '서비스를 배치할 수 있는 클러스터가 카탈로그에 없습니다',
  'placement.emptyHint':
    '플랫폼 팀에 kubernetes-cluster 유형의 리소스 등록을 요청하세요.',
  'placement.failed': '클러스터를 불러오지 못했습니다',
  'placement.none': '클러스터를 하나 이상 고르세요',
  'placement.unknown':
    '카탈로그에 {{name}} 클러스터가 없습니다. 선택에서 빼세요',
  'placement.noPool':
    '고른 클러스터에는 이 서비스에 필요한 노드 풀 {{pool}}이(가) 없습니다. 노드 풀이 있는 클러스터를 고르세요',

  'size.title': '규모',
  'size.description': '레플리카 하나의 자원과 레플리카 수',
  'size.preset': '레플리카 하나의 자원',
  'size.small': '작게',
  'size.medium': '보통',
  'size.large': '크게',
  'size.custom': '직접 입력',
  'size.resources': 'CPU {{cpu}}, 메모리 {{memory}}',
  'size.customHint': 'CPU와 메모리를 직접 정합니다',
  'size.cpu': 'CPU',
  'size.cpuHint': '코어 수(예: 2) 또는 1/1000 코어(예: 250m)',
  'size.memory': '메모리',
  'size.memoryHint': '예: 512Mi, 2Gi',
  'size.min': '최소 레플리카 수',
  'size.max': '최대 레플리카 수',
  'size.perCluster': '고른 클러스터마다',
  'size.minTooSmall': '최소 레플리카 수를 1 이상으로 정하세요',
  'size.notWhole': '레플리카 수는 정수로 쓰세요',
  'size.minAboveMax':
    '최소 레플리카 수({{min}})가 최대({{max}})보다 큽니다. 최소를 줄이거나 최대를 늘리세요',
  'size.tooMany': '최대 레플리카 수를 {{limit}} 이하로 정하세요',
  'size.production':
    '운영 환경에서는 업데이트나 노드 장애로 서비스가 끊기지 않도록 레플리카가 2개 이상 필요합니다. 최소 레플리카 수를 2로 늘리세요',
  'size.badCpu':
    '“{{value}}”은(는) CPU 양이 아닙니다. 2, 0.5 같은 코어 수나 250m 같은 1/1000 코어로 쓰세요',
  'size.badMemory':
    '“{{value}}”은(는) 메모리 양이 아닙니다. 512Mi, 2Gi처럼 단위와 함께 쓰세요',

  'cost.title': '월 비용',
  'cost.range': '{{min}} ~ {{max}}',
  'cost.replicas': '클러스터마다 레플리카 {{min}}~{{max}}개일 때',
  'cost.chooseClusters': '클러스터를 고르면 서비스 비용이 보입니다',
  'cost.invalid': '규모를 바로잡으면 서비스 비용이 보입니다',
  'cost.failed': '가격을 불러오지 못했습니다',
  'cost.noPrice': '{{cluster}}: 알려진 가격 없음',
  'cost.source': '{{cluster}}: 가격 출처 {{source}}, {{date}}',
  'cost.partly': '가격이 알려진 클러스터만 계산했습니다',
  'cost.unknown': '고른 클러스터의 가격이 알려져 있지 않습니다',
  'cost.budget': '{{environment}} 월 예산 {{budget}}에서 차지하는 비율',
  'cost.share': '{{budget}} 가운데 {{min}} ~ {{max}}',
  'cost.over':
    '레플리카가 가장 많을 때 이 서비스만으로 {{environment}} 예산을 한 달에 {{excess}} 넘습니다. 계속할 수 있지만 최대 레플리카 수나 자원을 줄이거나 예산 증액을 요청하세요.',
  'cost.overAlways':
    '레플리카가 가장 적을 때에도 이 서비스만으로 {{environment}} 예산을 한 달에 {{excess}} 넘습니다. 계속할 수 있지만 레플리카 수나 자원을 줄이거나 예산 증액을 요청하세요.',

  'canary.title': '카나리 단계',
  'canary.description': '새 버전이 받는 트래픽과 다음 단계까지 기다리는 시간',
  'canary.presets': '시작 값',
  'canary.careful': '신중하게',
  'canary.standard': '표준',
  'canary.fast': '빠르게',
  'canary.step': '{{number}}단계',
  'canary.weight': '트래픽(%)',
  'canary.pause': '대기 시간',
  'canary.pauseHint': '예: 30s, 10m, 1h',
  'canary.person': '사람이 승인할 때까지',
  'canary.add': '단계 추가',
  'canary.up': '{{number}}단계를 위로',
  'canary.down': '{{number}}단계를 아래로',
  'canary.remove': '{{number}}단계 삭제',
  'canary.header':
    '{{name}}: {{value}} 헤더가 있는 요청은 첫 단계부터 모두 새 버전으로 갑니다',
  'canary.curve': '시간에 따른 새 버전의 트래픽',
  'canary.start': '시작: {{weight}}',
  'canary.after': '{{time}} 뒤: {{weight}}',
  'canary.afterPerson': '{{time}}과 사람의 승인 뒤: {{weight}}',
  'canary.waiting': '승인 대기',
  'canary.total': '{{time}} 뒤 모든 트래픽',
  'canary.totalPerson_one': '{{time}}과 사람의 승인 한 번 뒤 모든 트래픽',
  'canary.totalPerson_other':
    '{{time}}과 사람의 승인 {{count}}번 뒤 모든 트래픽',
  'canary.noSteps':
    '단계를 하나 이상 추가하세요. 없으면 모든 트래픽이 한 번에 옮겨집니다',
  'canary.tooManySteps': '단계를 {{limit}}개 이하로 줄이세요',
  'canary.badWeight':
    '{{number}}단계: 1에서 99까지의 정수를 쓰세요. 마지막 100 %에는 단계가 필요 없습니다',
  'canary.notRising':
    '{{number}}단계: {{weight}} %가 앞 단계의 {{previous}} %보다 크지 않습니다. 값을 올리거나 단계를 위로 옮기세요',
  'canary.badPause':
    '{{number}}단계: “{{pause}}”은(는) 대기 시간이 아닙니다. 30s, 10m, 1h처럼 숫자와 s, m, h로 쓰세요',
  'canary.noPause':
    '{{number}}단계: Flagger는 사람을 기다리지 않습니다. 대기 시간을 정하거나 다른 배포 방법을 고르세요',

  'dependencies.title': '의존 대상',
  'dependencies.description':
    '고른 대상은 카탈로그의 dependsOn과 네트워크 정책의 한 줄이 됩니다. 서비스는 이 대상에만 접속할 수 있습니다',
  'dependencies.search': '카탈로그에서 추가',
  'dependencies.none': '카탈로그에 맞는 대상이 없습니다',
  'dependencies.chosen': '고른 대상',
  'dependencies.empty':
    '의존 대상이 없습니다. 서비스는 플랫폼 밖으로 접속할 수 없습니다',
  'dependencies.failed': '카탈로그를 검색하지 못했습니다',
  'dependencies.component': '컴포넌트',
  'dependencies.resource': '리소스',
  'dependencies.api': 'API',
  'dependencies.entity': '{{kind}} · {{owner}}',
  'dependencies.itself':
    '서비스는 자기 자신에 의존할 수 없습니다. {{name}}을(를) 빼세요',
  'dependencies.unknown': '카탈로그에 {{name}}이(가) 없습니다. 빼세요',
  'dependencies.malformed': '“{{name}}”은(는) 엔티티가 아닙니다. 빼세요',

  'review.title': '만들어질 내용',
  'review.description':
    '답변으로 렌더링한 새 저장소의 파일입니다. 아직 아무것도 만들어지지 않았습니다.',
  'review.running': '파일을 렌더링하고 있습니다…',
  'review.cancel': '취소',
  'review.cancelled':
    '렌더링을 취소했습니다. 미리 보기 없이 계속할 수 있습니다.',
  'review.refresh': '다시 렌더링',
  'review.stale': '이 파일을 렌더링한 뒤 답변이 바뀌었습니다',
  'review.summary': '파일 {{count}}개, {{size}}',
  'review.files': '파일',
  'review.search': '파일 찾기',
  'review.noMatch': '“{{text}}”에 맞는 파일이 없습니다',
  'review.choose': '내용을 볼 파일을 고르세요',
  'review.binary': '텍스트가 아닌 파일입니다',
  'review.truncated': '앞부분만 보입니다',
  'review.executable': '실행 파일',
  'review.emptyFile': '빈 파일입니다',
  'review.noFiles': '이 답변으로는 템플릿이 파일을 만들지 않습니다',
  'review.refused': '이 답변으로는 렌더링할 수 없습니다',
  'review.refusedHint': '뒤로 가서 여기에 적힌 내용을 바꾼 뒤 돌아오세요.',
  'review.unavailable': '지금은 파일을 렌더링할 수 없습니다',
  'review.unavailableHint':
    '미리 보기 없이 계속할 수 있습니다. 서비스를 만들 때 같은 확인을 합니다.',
  'review.forbidden': '이 템플릿을 미리 볼 권한이 없습니다',
  'review.missing': '포털에 이 템플릿이 더 이상 없습니다',
  'review.noTemplate': '템플릿으로 만들 때 미리 보기가 나타납니다',
  'review.log': '템플릿의 메시지',

  'outcome.title': '{{name}}을(를) 만들었습니다',
  'outcome.titleNameless': '서비스를 만들었습니다',
  'outcome.entity': '카탈로그에서 보기',
  'outcome.repository': '저장소',
  'outcome.pipeline': '파이프라인',
  'outcome.deployments': '배포',
  'outcome.clone': '코드 받기',
  'outcome.copy': '복사',
  'outcome.copied': '복사했습니다',
  'outcome.next': '다음에 일어나는 일',
  'outcome.nextCatalog': '1분 안에 카탈로그에 서비스가 나타납니다.',
  'outcome.nextPipeline':
    '첫 푸시가 파이프라인을 실행합니다: 테스트, 이미지, 검사, 스테이징 순서입니다.',
  'outcome.nextLocal':
    '저장소는 이 포털에 있습니다. 파이프라인을 실행하려면 저장소 호스트에 푸시하세요.',
  'outcome.nextDeployments':
    '배포 탭에서 롤아웃을 실시간으로 보고 계속하거나 중단할 수 있습니다.',
  'outcome.failed': '서비스를 끝까지 만들지 못했습니다',
  'outcome.failedStep': '“{{step}}” 단계에서 멈췄습니다.',
  'outcome.remains': '그 전에 만들어져 남아 있는 것',
  'outcome.remainsNothing': '그 전에 만들어진 것이 없어 정리할 것이 없습니다.',
  'outcome.whatToDo': '해야 할 일',
  'outcome.doFix':
    '메시지에 답변이 적혀 있으면 이 페이지의 메뉴에서 처음부터 다시 시작해 그 답변을 바꾸세요. 다른 답변은 그대로 남아 있습니다.',
  'outcome.doRetry':
    '연결 문제였다면 다시 시도하세요. 끝난 단계는 반복하지 않습니다.',
  'outcome.doAsk': '다시 실패하면 이 페이지의 주소를 플랫폼 팀에 알려 주세요.',
  'outcome.more': '더 보기',
};

export default ko;

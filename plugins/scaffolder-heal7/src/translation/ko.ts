import type { Messages } from './messages';

const ko: Messages = {
  'serviceName.title': '이름',
  'serviceName.description':
    '영문 소문자로 시작하는 3~40자의 영문 소문자, 숫자, 하이픈',
  'serviceName.required': '필수',
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
};

export default ko;

import type { Messages } from './messages';

const ko: Messages = {
  'nav.search': '검색',
  'nav.home': '홈',
  'nav.menu': '메뉴',
  'nav.settings': '설정',
  'signIn.colleague': '게스트의 동료',
  'signIn.colleagueMessage':
    '두 사람이 필요한 일을 위한 두 번째 사람: 게스트가 요청한 것을 승인합니다.',
};

export default ko;

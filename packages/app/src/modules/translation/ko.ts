import type { Messages } from './messages';

const ko: Messages = {
  'nav.search': '검색',
  'nav.home': '홈',
  'nav.menu': '메뉴',
  'nav.settings': '설정',
};

export default ko;

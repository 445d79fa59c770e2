import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { portalTranslationRef } from './ref';

export default createTranslationMessages({
  ref: portalTranslationRef,
  messages: {
    'nav.search': '검색',
    'nav.menu': '메뉴',
    'nav.settings': '설정',
  },
});

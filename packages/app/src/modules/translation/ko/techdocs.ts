/** The documentation's texts, by their keys. */
const techdocs = {
  'aboutCard.viewTechdocs': '문서 보기',
  'notFound.title': '문서를 찾을 수 없습니다',
  'notFound.builderNote':
    "설정의 techdocs.builder가 'local'이 아니므로 Backstage는 없는 문서를 만들지 않습니다. 외부 과정(예: CI/CD 파이프라인)이 프로젝트의 문서를 만들어 게시하는지 확인하거나, 이 Backstage가 문서를 만들도록 techdocs.builder를 'local'로 바꾸세요.",
  'buildLogs.title': '빌드 정보',
  'buildLogs.closeDrawer': '서랍 닫기',
  'buildLogs.showBuildLogs': '빌드 로그 보기',
  'buildLogs.waitingForLogs': '로그를 기다리고 있습니다…',
  'stateIndicator.initialBuild.message':
    '문서를 처음 열어 준비하고 있습니다. 다음부터는 훨씬 빨리 열립니다.',
  'stateIndicator.contentStaleRefreshing.message':
    '이 문서의 새 버전을 준비하고 있습니다. 곧 볼 수 있습니다.',
  'stateIndicator.contentStaleReady.message':
    '이 문서의 새 버전이 있습니다. 새로 고치면 볼 수 있습니다.',
  'stateIndicator.contentStaleReady.refreshButton': '새로 고침',
  'stateIndicator.contentStaleError.message':
    '이 문서의 새 버전을 만들지 못했습니다.',
  'redirectNotification.redirectNow': '지금 이동',
  'search.noResults': '검색 결과가 없습니다',
  'search.placeholder': '{{entityTitle}} 문서 검색',
  'readerPageHeader.owner': '담당 팀',
  'readerPageHeader.lifecycle': '단계',
  'readerPageHeader.source': '소스',
  'home.supportButton': '조직의 문서를 찾아보세요.',
  'pageWrapper.title': '문서',
  'pageWrapper.subtitle': '{{orgName}}의 문서',
  'table.columns.document': '문서',
  'table.columns.owner': '담당 팀',
  'table.columns.kind': '종류',
  'table.columns.type': '유형',
  'table.header.actions': '작업',
  'table.toolbar.searchPlaceholder': '필터',
  'table.pagination.labelRowsSelect': '행',
  'table.body.emptyDataSourceMessage': '표시할 항목이 없습니다',
  'table.actions.copyDocsUrl': '문서 링크를 클립보드에 복사',
  'table.actions.addToFavorites': '즐겨찾기에 추가',
  'table.actions.removeFromFavorites': '즐겨찾기에서 제거',
  'table.emptyState.title': '표시할 문서가 없습니다',
  'table.emptyState.description':
    '문서를 직접 만들어 보세요. 시작 안내서를 살펴보세요',
  'table.emptyState.docsButton': '문서',
  'table.title.all': '전체',
  'error.couldNotLoad': '문서 목록을 불러오지 못했습니다.',
  'nav.title': '문서',
  'entityContent.title': '문서',
  'reader.settings': '설정',
} as const;

export default techdocs;

const DELETE_ANYWAY =
  '엔티티 자체를 카탈로그에서 삭제할 수도 있습니다. 카탈로그 파일이 원래 위치에서 삭제되었거나 옮겨진 것이 확실할 때에만 하세요. 그렇지 않으면 카탈로그가 다음에 새로 고칠 때 엔티티가 다시 나타납니다.';

/** The texts of the catalog's parts on other pages, by their keys. */
const catalogReact = {
  'catalogFilter.title': '필터',
  'catalogFilter.buttonTitle': '필터',
  'entityKindPicker.title': '종류',
  'entityKindPicker.errorMessage': '엔티티 종류를 불러오지 못했습니다',
  'entityLifecyclePicker.title': '단계',
  'entityNamespacePicker.title': '네임스페이스',
  'entityOwnerPicker.title': '담당 팀',
  'entityProcessingStatusPicker.title': '처리 상태',
  'entityTagPicker.title': '태그',
  'entityPeekAheadPopover.title': '엔티티를 열면 모든 태그를 볼 수 있습니다.',
  'entityPeekAheadPopover.emailCardAction.title': '{{email}}로 이메일 보내기',
  'entityPeekAheadPopover.emailCardAction.subTitle': '받는 사람 {{email}}',
  'entityPeekAheadPopover.emailCardAction.ariaLabel': '이메일',
  'entityPeekAheadPopover.entityCardActionsAriaLabel': '보기',
  'entityPeekAheadPopover.entityCardActionsTitle': '자세히 보기',
  'entitySearchBar.placeholder': '검색',
  'entityTypePicker.title': '유형',
  'entityTypePicker.errorMessage': '엔티티 유형을 불러오지 못했습니다',
  'entityTypePicker.optionAllTitle': '전체',
  'favoriteEntity.addToFavorites': '즐겨찾기에 추가',
  'favoriteEntity.removeFromFavorites': '즐겨찾기에서 제거',
  'inspectEntityDialog.title': '엔티티 살펴보기',
  'inspectEntityDialog.closeButtonTitle': '닫기',
  'inspectEntityDialog.ancestryPage.title': '계보',
  'inspectEntityDialog.ancestryPage.description':
    '현재 엔티티 위에 있는 엔티티의 계보입니다. {{processorsLink}} 하위 엔티티가 이어져 현재 엔티티가 생긴 과정을 보여 주며, 관계와는 전혀 다른 것입니다.',
  'inspectEntityDialog.ancestryPage.processorsLink': '프로세서가 만들어 낸',
  'inspectEntityDialog.colocatedPage.title': '같은 위치',
  'inspectEntityDialog.colocatedPage.description':
    '이 엔티티와 같은 위치에 있는 엔티티입니다. 같은 데이터(예: 같은 YAML 파일)나 같은 출처(예: 처음 등록한 URL)에서 나왔습니다.',
  'inspectEntityDialog.colocatedPage.alertNoLocation':
    '엔티티에 위치 정보가 없습니다.',
  'inspectEntityDialog.colocatedPage.alertNoEntity':
    '이 위치에는 다른 엔티티가 없습니다.',
  'inspectEntityDialog.colocatedPage.locationHeader': '같은 위치',
  'inspectEntityDialog.colocatedPage.originHeader': '같은 출처',
  'inspectEntityDialog.colocatedPage.entityListAriaLabel': '같은 위치의 엔티티',
  'inspectEntityDialog.jsonPage.title': 'JSON 형식의 엔티티',
  'inspectEntityDialog.jsonPage.description':
    '카탈로그에서 받은 그대로의 엔티티 데이터를 JSON 형식으로 보여 줍니다.',
  'inspectEntityDialog.overviewPage.title': '개요',
  'inspectEntityDialog.overviewPage.relation.title': '관계',
  'inspectEntityDialog.overviewPage.status.title': '상태',
  'inspectEntityDialog.overviewPage.identity.title': '식별 정보',
  'inspectEntityDialog.overviewPage.metadata.title': '메타데이터',
  'inspectEntityDialog.overviewPage.annotations': '주석',
  'inspectEntityDialog.overviewPage.labels': '레이블',
  'inspectEntityDialog.overviewPage.tags': '태그',
  'inspectEntityDialog.overviewPage.copyAriaLabel': '{{label}} 복사',
  'inspectEntityDialog.overviewPage.copiedStatus': '복사했습니다',
  'inspectEntityDialog.overviewPage.helpLinkAriaLabel': '자세히 알아보기',
  'inspectEntityDialog.yamlPage.title': 'YAML 형식의 엔티티',
  'inspectEntityDialog.yamlPage.description':
    '카탈로그에서 받은 그대로의 엔티티 데이터를 YAML 형식으로 보여 줍니다.',
  'inspectEntityDialog.tabNames.overview': '개요',
  'inspectEntityDialog.tabNames.ancestry': '계보',
  'inspectEntityDialog.tabNames.colocated': '같은 위치',
  'inspectEntityDialog.tabNames.json': 'JSON 원본',
  'inspectEntityDialog.tabNames.yaml': 'YAML 원본',
  'inspectEntityDialog.tabsAriaLabel': '살펴보기 항목',
  'unregisterEntityDialog.title': '이 엔티티의 등록을 해제하시겠습니까?',
  'unregisterEntityDialog.cancelButtonTitle': '취소',
  'unregisterEntityDialog.deleteButtonTitle': '엔티티 삭제',
  'unregisterEntityDialog.deleteEntitySuccessMessage':
    '엔티티 {{entityName}}을(를) 제거했습니다',
  'unregisterEntityDialog.bootstrapState.title':
    '이 엔티티는 보호된 Backstage 설정(위치 "{{location}}")에서 나온 것이므로 등록을 해제할 수 없습니다. 잘못되었다고 생각되면 {{appTitle}} 관리자에게 문의하세요.',
  'unregisterEntityDialog.bootstrapState.advancedDescription': DELETE_ANYWAY,
  'unregisterEntityDialog.bootstrapState.advancedOptions': '고급 옵션',
  'unregisterEntityDialog.onlyDeleteStateTitle':
    '이 엔티티는 등록된 위치에서 나온 것이 아닌 것 같습니다. 따라서 카탈로그에서 바로 삭제할 수만 있습니다.',
  'unregisterEntityDialog.unregisterState.title':
    '다음 엔티티의 등록을 해제합니다:',
  'unregisterEntityDialog.unregisterState.subTitle': '다음 위치에 있습니다:',
  'unregisterEntityDialog.unregisterState.description':
    '되돌리려면 {{appTitle}}에서 엔티티를 다시 등록하세요.',
  'unregisterEntityDialog.unregisterState.unregisterButtonTitle':
    '위치 등록 해제',
  'unregisterEntityDialog.unregisterState.advancedOptions': '고급 옵션',
  'unregisterEntityDialog.unregisterState.advancedDescription': DELETE_ANYWAY,
  'unregisterEntityDialog.errorStateTitle': '내부 오류: 알 수 없는 상태',
  'userListPicker.defaultOrgName': '회사',
  'userListPicker.personalFilter.title': '개인',
  'userListPicker.personalFilter.ownedLabel': '담당',
  'userListPicker.personalFilter.starredLabel': '즐겨찾기',
  'userListPicker.orgFilterAllLabel': '전체',
  'entityTableColumnTitle.name': '이름',
  'entityTableColumnTitle.system': '시스템',
  'entityTableColumnTitle.owner': '담당 팀',
  'entityTableColumnTitle.type': '유형',
  'entityTableColumnTitle.lifecycle': '단계',
  'entityTableColumnTitle.namespace': '네임스페이스',
  'entityTableColumnTitle.description': '설명',
  'entityTableColumnTitle.tags': '태그',
  'entityTableColumnTitle.targets': '대상',
  'entityTableColumnTitle.title': '제목',
  'entityTableColumnTitle.label': '레이블',
  'entityTableColumnTitle.domain': '도메인',
  'entityRelationCard.emptyHelpLinkTitle': '바꾸는 방법 알아보기',
  'missingAnnotationEmptyState.title': '주석 없음',
  'missingAnnotationEmptyState.readMore': '자세히 알아보기',
  'missingAnnotationEmptyState.annotationYaml':
    '아래 강조된 예처럼 {{entityKind}} YAML에 주석을 추가하세요:',
  'missingAnnotationEmptyState.generateDescription_one':
    '{{annotations}} 주석이 없습니다. 이 도구를 쓰려면 {{entityKind}}에 주석을 추가하세요.',
  'missingAnnotationEmptyState.generateDescription_other':
    '{{annotations}} 주석이 없습니다. 이 도구를 쓰려면 {{entityKind}}에 주석을 추가하세요.',
} as const;

export default catalogReact;

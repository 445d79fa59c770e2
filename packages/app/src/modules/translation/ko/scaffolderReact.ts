/** The texts of the wizard's frame, by their keys. */
const scaffolderReact = {
  'workflow.noDescription': '설명 없음',
  'passwordWidget.content':
    '이 위젯은 안전하지 않습니다. `ui:widget: password` 대신 [`ui:field: Secret`](https://backstage.io/docs/features/software-templates/writing-templates/#using-secrets)을 쓰세요',
  'scaffolderPageContextMenu.createLabel': '만들기',
  'scaffolderPageContextMenu.moreLabel': '더 보기',
  'scaffolderPageContextMenu.editorLabel': '템플릿 관리',
  'scaffolderPageContextMenu.actionsLabel': '설치된 작업',
  'scaffolderPageContextMenu.tasksLabel': '실행 목록',
  'scaffolderPageContextMenu.templatingExtensionsLabel': '템플릿 확장',
  'stepper.backButtonText': '이전',
  'stepper.nextButtonText': '다음',
  'stepper.createButtonText': '만들기',
  'stepper.reviewButtonText': '검토',
  'stepper.stepIndexLabel': '{{index, number}}단계',
  'templateCategoryPicker.title': '분류',
  'templateCard.noDescription': '설명 없음',
  'templateCard.chooseButtonText': '선택',
  'cardHeader.detailBtnTitle': '템플릿 엔티티 자세히 보기',
  'templateOutputs.title': '출력 텍스트',
} as const;

export default scaffolderReact;

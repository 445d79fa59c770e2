import { useParams } from 'react-router-dom';

/** The template whose wizard this is; undefined outside of a wizard. */
export function useWizardTemplate(): string | undefined {
  const { namespace, templateName } = useParams();
  return namespace && templateName
    ? `template:${namespace}/${templateName}`
    : undefined;
}

/** The task whose page this is. */
export function useTaskId(): string | undefined {
  return useParams().taskId;
}

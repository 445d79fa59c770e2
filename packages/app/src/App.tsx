import { createApp } from '@backstage/frontend-defaults';
import techdocsModuleMermaid from '@heal7/backstage-plugin-techdocs-module-mermaid';
import { navModule } from './modules/nav/navModule';
import { translationModule } from './modules/translation/translationModule';

export default createApp({
  features: [navModule, translationModule, techdocsModuleMermaid],
});

import { createApp } from '@backstage/frontend-defaults';
import techdocsModuleMermaid from '@heal7/backstage-plugin-techdocs-module-mermaid';
import { homeModule } from './modules/home/homeModule';
import { navModule } from './modules/nav/navModule';
import { signInModule } from './modules/signIn/signInModule';
import { translationModule } from './modules/translation/translationModule';

export default createApp({
  features: [
    homeModule,
    navModule,
    signInModule,
    translationModule,
    techdocsModuleMermaid,
  ],
});

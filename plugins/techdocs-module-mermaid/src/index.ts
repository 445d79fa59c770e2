/**
 * Draws Mermaid diagrams inside TechDocs pages.
 *
 * @packageDocumentation
 */

export { techdocsModuleMermaid as default } from './module';

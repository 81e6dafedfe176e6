import type { ContentKind } from '../contents.store.ts';
import type { Draft } from '../document.ts';
import { faq } from './faq.ts';
import { helpSheet } from './help-sheet.ts';
import { trainingModule } from './training-module.ts';
import { welcomeCourse } from './welcome-course.ts';

/** What a new space starts with: one course that can be read at once, and three templates to begin from. */
export const samples: readonly (Draft & { kind: ContentKind })[] = [
  { kind: 'course', ...welcomeCourse },
  { kind: 'template', ...trainingModule },
  { kind: 'template', ...helpSheet },
  { kind: 'template', ...faq },
];

import type { ArticleSketch } from '../authoring.ts';
import { agency } from './agency.ts';
import { arabic } from './arabic.ts';
import { correction } from './correction.ts';
import { german } from './german.ts';
import { investigation } from './investigation.ts';
import { live } from './live.ts';
import { local } from './local.ts';
import { statement } from './statement.ts';

/** The articles of the sample project, in the order of their ids. */
export const articles: readonly ArticleSketch[] = [
  agency,
  local,
  live,
  statement,
  investigation,
  german,
  arabic,
  correction,
];

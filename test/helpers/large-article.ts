import path from 'node:path';
import { onTestFinished } from 'vitest';
import { makeGeneratedProject } from '../bench/make-project.ts';
import { makeFolder } from './project.ts';

/**
 * A project with one article of more marks than come with its text (`large`), on some screens of text with astral characters,
 * and one that has few (`small`).
 */
export function makeLargeArticle() {
  const sizes = [
    { words: 8000, marks: 800 },
    { words: 100, marks: 5 },
  ];
  const project = makeGeneratedProject(path.join(makeFolder(), 'large.quotemark'), sizes, 1);
  onTestFinished(() => project.close());
  return { project, large: 'article-0', small: 'article-1' };
}

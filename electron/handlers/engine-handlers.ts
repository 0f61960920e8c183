import { setImmediate } from 'node:timers/promises';
import type { CallContext, Handlers } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { ProjectView } from '../../shared/contract/views.ts';
import { codePoints } from '../../shared/text/offsets.ts';
import type { OpenProject } from '../engine/project.ts';
import type { Waiting } from '../engine/turns.ts';
import {
  expectExport,
  listExportFormats,
  previewExport,
  writeExport,
  type Making,
} from '../files/export.ts';
import { exportCodebook, importCodebook } from './codebook-files.ts';
import { importAnnotated } from './import-annotated.ts';
import { decodeOriginal } from './import-read.ts';
import { ImportSessions } from './import-sessions.ts';
import { SearchSessions } from './search-sessions.ts';

/** What handlers need besides the project. */
export interface HandlerServices {
  /** Path behind a grant. @throws Refusal when it was not given for that purpose. */
  readonly resolveGrant: (grant: string, purpose: 'read' | 'write') => string | Promise<string>;
  /** Version of the application, named in exports. */
  readonly appVersion: string;
  /** Milliseconds since 1970, UTC; the system's clock when left out. */
  readonly clock?: () => number;
}

/** A handler for every channel of the engine, over an open project. */
export function createEngineHandlers(
  project: OpenProject,
  services: HandlerServices,
): Handlers<EngineContract> {
  const searches = new SearchSessions(project);
  const { read } = project;
  const { clock = Date.now, appVersion } = services;
  const sessions = new ImportSessions(project, clock);
  const resolve = async (grant: string, purpose: 'read' | 'write') =>
    services.resolveGrant(grant, purpose);
  const making = (): Making => ({
    generator: `Quotemark ${appVersion}`,
    exportedAt: new Date(clock()).toISOString(),
  });
  return {
    'project.get': () => buildProjectView(project),
    'project.check': () => project.whenFree(() => project.check()),

    'command.run': ({ name, input }, context) =>
      project.runInTurns(name, input, toWaiting(context, 'Storing')),
    'history.undo': (_, context) => project.undoInTurns(toWaiting(context, 'Taking back')),
    'history.redo': (_, context) => project.redoInTurns(toWaiting(context, 'Doing again')),
    'history.state': () => project.historyState(),
    'history.list': (filter) => read.history(filter),

    'article.list': (filter) => read.snapshot(() => read.articles(filter)),
    'article.ids': ({ offset, limit, ...order }) =>
      read.snapshot(() => read.library.ids(order, { offset, limit })),
    'article.place': ({ id, ...order }) => read.snapshot(() => read.library.place(order, id)),
    'article.facets': async (filter) => {
      // The first time all articles are read: other calls are answered in between.
      for (const _ of read.library.reading()) await setImmediate();
      return read.snapshot(() => read.library.facets(filter));
    },
    'article.choices': ({ ids }) => read.snapshot(() => read.library.choices(ids)),
    'article.get': ({ id }) => read.snapshot(() => read.article(id)),
    'article.open': ({ id, near }) =>
      read.snapshot(() => read.articleOpening(id, codePoints(near))),
    'article.marks': ({ id }, { part }) => read.snapshot(() => read.articleMarks(id, part)),
    'article.original': ({ id }) => ({ text: readOriginal(project, id) }),

    'revision.list': ({ articleId }) => read.snapshot(() => read.revisions(articleId)),
    'revision.get': ({ articleId, number }) => read.get('revision', `${articleId}:${number}`),

    'entity.list': () => read.snapshot(() => read.entities()),
    'entity.places': ({ id }) => read.entityPlaces(id),
    'claim.list': () => read.snapshot(() => read.claims()),
    'claim.get': ({ id }) => read.snapshot(() => read.claim(id)),

    'search.run': (input) => searches.begin(input),
    'search.collect': ({ searchId }, context) => searches.collect(searchId, context),
    'search.page': (input) => searches.page(input),
    'search.groups': (input) => searches.groups(input),
    'search.export': async ({ target, ...input }) =>
      searches.export(input, await resolve(target, 'write')),
    'search.marks': (input, context) => searches.marks(input, context),
    'search.work': (input, context) => searches.work(input, context),
    'search.end': ({ searchId }) => {
      searches.end(searchId);
      return null;
    },

    'import.read': ({ grants, ...options }, context) =>
      sessions.read(grants, options, (grant) => resolve(grant, 'read'), context),
    'import.items': ({ sessionId, ...window }) => sessions.items(sessionId, window),
    'import.remap': ({ sessionId, ...input }, context) => sessions.remap(sessionId, input, context),
    'import.item': ({ sessionId, key }) => sessions.item(sessionId, key),
    'import.commit': ({ sessionId, ...chosen }, context) =>
      sessions.commit(sessionId, chosen, context),
    'import.document': ({ sessionId, key }) => ({ document: sessions.document(sessionId, key) }),
    'import.revise': ({ sessionId, key, ...revision }) => sessions.revise(sessionId, key, revision),
    'import.annotated': async ({ grants, ...input }, context) => {
      const paths = await Promise.all(grants.map((grant) => resolve(grant, 'read')));
      return importAnnotated(project, { paths, ...input }, clock, context);
    },
    'import.discard': ({ sessionId }) => {
      sessions.discard(sessionId);
      return null;
    },

    'export.formats': () => listExportFormats(),
    'export.preview': (options, context) => previewExport(project, options, making(), context),
    'export.losses': (options, context) => expectExport(project, options, making(), context),
    'export.write': async ({ target, ...options }, context) =>
      writeExport(project, options, await resolve(target, 'write'), making(), context),

    'codebook.export': async ({ format, target }) =>
      exportCodebook(project, format, await resolve(target, 'write'), making()),
    'codebook.import': async ({ source, replace }) =>
      importCodebook(project, await resolve(source, 'read'), { replace }),

    'project.saveCopy': async ({ target }) => {
      const path = await resolve(target, 'write');
      return { sizeBytes: await project.whenFree(() => project.saveCopy(path)) };
    },
  };
}

/** Somebody who waits for a step, as the project wants it. */
function toWaiting({ signal, progress }: CallContext, label: string): Waiting {
  return { signal, progress: ({ done, total }) => progress({ done, total, label }) };
}

function buildProjectView(project: OpenProject): ProjectView {
  const { read } = project;
  return read.snapshot(() => ({
    project: read.project(),
    annotator: read.find('annotator', project.annotator.id) ?? project.annotator,
    annotators: read.list('annotator', {}),
    codebook: read.codebook().codebook,
    fileName: project.fileName,
    sizeBytes: project.sizeBytes,
    readOnly: project.readOnly,
    notices: project.notices,
    counts: read.counts(),
  }));
}

function readOriginal(project: OpenProject, articleId: string): string | null {
  const { origin } = project.read.get('article', articleId);
  const original = origin.sha256 === null ? null : project.read.original(origin.sha256);
  return original ? decodeOriginal(original, origin.encoding) : null;
}

import { z } from 'zod';
import type { JsonValue } from '../util/json.ts';
import { Refusal } from '../util/result.ts';
import {
  createAnnotation,
  deleteAnnotations,
  setSegments,
  updateAnnotation,
} from './annotation.ts';
import { convertAnnotation, mergeAnnotations } from './annotation-shape.ts';
import { restoreAnnotation } from './annotation-restore.ts';
import {
  assignArticles,
  createArticle,
  importArticles,
  restoreArticles,
  setArticleStatus,
  tagArticles,
  trashArticles,
  unassignArticles,
  updateArticle,
} from './article.ts';
import {
  createClaim,
  createEvidence,
  deleteClaims,
  deleteEvidence,
  setClaimStatus,
  updateClaim,
  updateEvidence,
} from './claim.ts';
import { createComment, deleteComment, updateComment } from './comment.ts';
import { importDataset } from './dataset.ts';
import { defineLongCommand, doPiece, type Command, type Draft, type Work } from './define.ts';
import { line } from './fields.ts';
import { createEntity, deleteEntities, mergeEntities, updateEntity } from './entity.ts';
import { putAnnotator, updateCodebook, updateProject } from './project.ts';
import { placeAnnotation, reviseArticle } from './revision.ts';

const simpleCommands = [
  updateProject,
  putAnnotator,
  updateCodebook,
  createArticle,
  importArticles,
  updateArticle,
  setArticleStatus,
  tagArticles,
  assignArticles,
  unassignArticles,
  trashArticles,
  restoreArticles,
  reviseArticle,
  createAnnotation,
  updateAnnotation,
  setSegments,
  convertAnnotation,
  mergeAnnotations,
  placeAnnotation,
  deleteAnnotations,
  restoreAnnotation,
  createEntity,
  updateEntity,
  mergeEntities,
  deleteEntities,
  createClaim,
  updateClaim,
  setClaimStatus,
  deleteClaims,
  createEvidence,
  updateEvidence,
  deleteEvidence,
  createComment,
  updateComment,
  deleteComment,
  importDataset,
] as const;

type Simple = (typeof simpleCommands)[number];

/** A call of a command as data. */
export type CommandCall = {
  readonly [C in Simple as C['name']]: {
    readonly name: C['name'];
    readonly input: z.input<C['input']>;
  };
}[Simple['name']];

function* runSimple(draft: Draft, name: string, input: unknown): Work<JsonValue> {
  const command: Command<string, z.ZodType, JsonValue> | undefined = findCommand(name);
  if (!command || command.name === batch.name) {
    throw new Refusal('bad_input', `There is no command “${name}” to run in a batch.`);
  }
  const parsed = parseInput(command, input);
  return command.steps ? yield* command.steps(draft, parsed) : command.run(draft, parsed);
}

/** Run several commands as one step with one undo. Later calls see what earlier ones wrote. */
export const batch = defineLongCommand({
  name: 'batch.run',
  label: (input) => input.label,
  input: z.object({
    label: line.min(1),
    calls: z
      .array(z.object({ name: z.string(), input: z.unknown() }))
      .min(1)
      .max(100_000),
  }),
  *steps(draft, { calls }) {
    const values: JsonValue[] = [];
    const total = calls.length;
    for (const { name, input } of calls) {
      const work = runSimple(draft, name, input);
      values.push(yield* doPiece(work, { done: values.length, total }));
      yield { done: values.length, total };
    }
    return values;
  },
});

/** Every command. `history.undo` and `history.redo` are the engine's own. */
export const commands = [...simpleCommands, batch] as const;

export type AnyCommand = (typeof commands)[number];
export type CommandName = AnyCommand['name'];
/** What a caller gives to a command. */
export type CommandInput<Name extends CommandName> = z.input<
  Extract<AnyCommand, { readonly name: Name }>['input']
>;
/** What a command answers. */
export type CommandOutput<Name extends CommandName> = ReturnType<
  Extract<AnyCommand, { readonly name: Name }>['run']
>;

const byName: ReadonlyMap<string, Command<string, z.ZodType, JsonValue>> = new Map(
  commands.map((command) => [command.name, command as Command<string, z.ZodType, JsonValue>]),
);

/** The command of that name; undefined when there is none. */
export function findCommand(name: string): Command<string, z.ZodType, JsonValue> | undefined {
  return byName.get(name);
}

/** Input checked against a command's schema. @throws Refusal `bad_input` naming each wrong field. */
export function parseInput<Schema extends z.ZodType>(
  command: { readonly name: string; readonly input: Schema },
  input: unknown,
): z.output<Schema> {
  const parsed = command.input.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Refusal('bad_input', `${command.name}: ${z.prettifyError(parsed.error)}`);
}

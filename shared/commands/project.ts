import { z } from 'zod';
import type { Codebook } from '../codebook/codebook.ts';
import type { JsonObject } from '../util/json.ts';
import { jsonValue } from '../util/json-schema.ts';
import { Refusal } from '../util/result.ts';
import { defineCommand } from './define.ts';
import { given, id, line, newId, prose } from './fields.ts';

/** Name, description and settings of the project. Settings are merged key by key. */
export const updateProject = defineCommand({
  name: 'project.update',
  label: 'Edit project',
  input: z.object({
    name: line.min(1).optional(),
    description: prose.optional(),
    settings: z.record(z.string(), jsonValue).optional(),
  }),
  run(draft, input) {
    const [project] = draft.list('project', {});
    if (!project) throw new Refusal('damaged', 'The project file has no project row.');
    const settings: JsonObject = { ...project.settings, ...input.settings };
    draft.put('project', { ...project, ...given(input), settings });
    return { id: project.id };
  },
});

/** Add an annotator, or change the name and colour of one. */
export const putAnnotator = defineCommand({
  name: 'annotator.put',
  label: 'Edit annotator',
  input: z.object({
    id: newId,
    name: line.min(1),
    colour: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  run(draft, input) {
    const annotatorId = input.id ?? draft.newId();
    draft.put('annotator', { id: annotatorId, name: input.name, colour: input.colour });
    return { id: annotatorId };
  },
});

const labelSchema = z.object({
  id,
  name: line.min(1),
  definition: prose,
  include: prose,
  exclude: prose,
  examples: z.array(line),
  colour: line,
  line: z.enum(['solid', 'dashed', 'double', 'dotted', 'dash_dot', 'thin', 'wavy']),
  key: z.string().regex(/^\d$/).nullable(),
  mappings: z.record(z.string(), z.string()),
});

/** A whole codebook as input. */
export const codebookSchema = z.object({
  layers: z.array(
    z.object({
      id,
      name: line.min(1),
      definition: prose,
      labels: z.array(labelSchema),
      attributes: z.array(
        z.object({
          id,
          name: line.min(1),
          values: z.array(z.object({ id, name: line })),
          initial: z.string().nullable(),
        }),
      ),
    }),
  ),
  claimStatuses: z.array(labelSchema),
  claimTypes: z.array(labelSchema),
  settings: z.record(z.string(), jsonValue),
});

/** Replace the codebook and count its version up. */
export const updateCodebook = defineCommand({
  name: 'codebook.update',
  label: 'Edit codebook',
  input: z.object({ codebook: codebookSchema }),
  run(draft, input) {
    const current = draft.get('codebook', 'codebook');
    const codebook: Codebook = input.codebook;
    draft.put('codebook', { id: 'codebook', version: current.version + 1, codebook });
    return { version: current.version + 1 };
  },
});

import type { Codebook } from '../../codebook/codebook.ts';
import { formatPath, parseJsonText } from '../../formats/json/json-text.ts';
import { exportFileSchema } from '../../formats/json/quotemark-schema.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import type { CodebookInfo } from './codebook-formats.ts';

const codebookFormat = 'quotemark-codebook';
const codebookVersion = 1;
const { codebook: codebookSchema } = exportFileSchema.shape;

/** A codebook as JSON: the key `codebook` is that of the JSON export. */
export function writeCodebookJson(codebook: Codebook, info: CodebookInfo): string {
  const { layers, claimStatuses, claimTypes, settings } = codebook;
  const file = {
    format: codebookFormat,
    version: codebookVersion,
    title: info.title,
    exported_at: info.exportedAt,
    generator: info.generator,
    codebook: {
      version: info.version,
      layers,
      claim_statuses: claimStatuses,
      claim_types: claimTypes,
      settings,
    },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Read it back, or the codebook of a whole JSON export. @throws Refusal `bad_input`, `newer_version`. */
export function readCodebookJson(name: string, text: string): Codebook {
  const json = parseJsonText(text);
  if (!json.ok) throw new Refusal('bad_input', `${name}: ${json.error.message}`);
  const file = json.value;
  if (!isObject(file) || !isObject(file['codebook'])) {
    throw new Refusal('unsupported_file', `${name}: The JSON has no key “codebook”.`);
  }
  const { format, version } = file;
  if (format === codebookFormat && typeof version === 'number' && version > codebookVersion) {
    throw new Refusal(
      'newer_version',
      `${name}: The codebook has version ${version}; this program reads version ${codebookVersion}.`,
    );
  }
  const parsed = codebookSchema.safeParse(file['codebook']);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = formatPath(['codebook', ...(issue?.path ?? [])]);
    throw new Refusal('bad_input', `${name}: ${where}: ${issue?.message ?? 'is not right'}`);
  }
  const { layers, claim_statuses, claim_types, settings } = parsed.data;
  return {
    layers,
    claimStatuses: claim_statuses,
    claimTypes: claim_types,
    settings: settings ?? {},
  };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { Codebook } from '../../codebook/codebook.ts';
import type { JsonObject } from '../../util/json.ts';
import { attributeFeatures, markFeatureNames } from './mark-features.ts';

/** Types of marks by layer; every other layer has `quotemark.Mark` itself. */
const layerTypes: Readonly<Record<string, string>> = {
  quotation: 'quotemark.Quotation',
  mention: 'quotemark.Mention',
  claim: 'quotemark.Claim',
};
/** Type of a mark, supertype of those of the layers. */
export const markType = 'quotemark.Mark';
/** One segment of a mark. */
export const partType = 'quotemark.Part';
/** What is said about the article. */
export const articleType = 'quotemark.Article';

/** The type of marks of a layer. */
export function typeOfLayer(layer: string): string {
  return (Object.hasOwn(layerTypes, layer) ? layerTypes[layer] : undefined) ?? markType;
}

/** The type system of an export: `%TYPES` by name. */
export function buildTypes(codebook: Codebook): JsonObject {
  const texts = markFeatureNames.filter((name) => name !== 'doubt');
  const article = textFeatures(['articleId', 'title', 'metadata', 'carries']);
  const layers = Object.entries(layerTypes).map(([layer, name]) => {
    return [
      name,
      buildType(name, markType, textFeatures(attributeFeatures(codebook, layer))),
    ] as const;
  });
  return {
    [articleType]: buildType(articleType, 'uima.tcas.DocumentAnnotation', article),
    [partType]: buildType(partType, 'uima.tcas.Annotation', textFeatures(['role', 'exact'])),
    [markType]: buildType(markType, 'uima.tcas.Annotation', {
      ...textFeatures(['layer', ...texts]),
      doubt: { '%NAME': 'doubt', '%RANGE': 'uima.cas.Boolean' },
      parts: { '%NAME': 'parts', '%RANGE': `${partType}[]` },
    }),
    ...Object.fromEntries(layers),
  };
}

function buildType(name: string, superType: string, features: JsonObject): JsonObject {
  return { '%NAME': name, '%SUPER_TYPE': superType, ...features };
}

function textFeatures(names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.map((name) => [name, { '%NAME': name, '%RANGE': 'uima.cas.String' }] as const),
  );
}

/** Version 2: the numbers at the foot of the library come from indexes alone. Frozen, as all that is here. */
export const schema2 = `
CREATE INDEX article_trashed ON article (trashed_at) WHERE trashed_at IS NOT NULL;
DROP INDEX article_state_by_annotator;
CREATE INDEX article_state_by_annotator ON article_state (annotator_id, status);
`;

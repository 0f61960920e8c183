/**
 * Version 1 of the project file. Frozen: files in the world have exactly this schema, and a file is opened only when its
 * schema is exactly that of its version. No triggers, views, generated columns, CHECK or DEFAULT expressions, ever.
 *
 * Every table carries a checksum over its other columns. `row_id` is spelled out where a full-text index refers to it,
 * since VACUUM may renumber a hidden one. Foreign keys are checked when a step is committed, so that the rows of a step
 * may be written in any order. `history.changes` is JSON, deflated: an import is in it once more, with its documents.
 */
export const schema1 = `
CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;

CREATE TABLE project (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;

CREATE TABLE annotator (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  colour TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;

CREATE TABLE codebook (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  codebook TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;

CREATE TABLE article (
  row_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  byline TEXT NOT NULL,
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  published TEXT,
  language TEXT NOT NULL,
  tags TEXT NOT NULL,
  note TEXT NOT NULL,
  revision INTEGER NOT NULL,
  origin_file TEXT,
  origin_importer TEXT NOT NULL,
  origin_sha256 TEXT,
  origin_encoding TEXT,
  origin_newline TEXT,
  trashed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE INDEX article_by_created ON article (created_at, row_id);

CREATE TABLE article_state (
  id TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  annotator_id TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE INDEX article_state_by_article ON article_state (article_id, annotator_id, status);
CREATE INDEX article_state_by_annotator ON article_state (annotator_id);

CREATE TABLE revision (
  row_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL,
  text TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX revision_by_article ON revision (article_id, number);
CREATE INDEX revision_by_sha256 ON revision (sha256);

CREATE TABLE entity (
  row_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  external_ids TEXT NOT NULL,
  note TEXT NOT NULL,
  merged_into TEXT REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE INDEX entity_by_merged_into ON entity (merged_into);

CREATE TABLE claim (
  row_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  statement TEXT NOT NULL,
  claimant_id TEXT REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  type TEXT,
  note TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE INDEX claim_by_claimant ON claim (claimant_id);

CREATE TABLE evidence (
  id TEXT NOT NULL PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  stance TEXT NOT NULL,
  origin_group TEXT NOT NULL,
  official INTEGER NOT NULL,
  published TEXT,
  sha256 TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_by_claim ON evidence (claim_id);

CREATE TABLE claim_event (
  id TEXT NOT NULL PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL,
  as_of TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  annotator_id TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT NOT NULL,
  evidence_ids TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE INDEX claim_event_by_claim ON claim_event (claim_id);
CREATE INDEX claim_event_by_annotator ON claim_event (annotator_id);

CREATE TABLE annotation (
  id TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  revision INTEGER NOT NULL,
  layer TEXT NOT NULL,
  label TEXT,
  annotator_id TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL,
  attributes TEXT NOT NULL,
  doubt INTEGER NOT NULL,
  note TEXT NOT NULL,
  entity_id TEXT REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  speaker_id TEXT REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  claim_id TEXT REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_by_article ON annotation (article_id, layer, state);
CREATE INDEX annotation_by_entity ON annotation (entity_id, article_id) WHERE entity_id IS NOT NULL;
CREATE INDEX annotation_by_speaker ON annotation (speaker_id, article_id) WHERE speaker_id IS NOT NULL;
CREATE INDEX annotation_by_claim ON annotation (claim_id, article_id) WHERE claim_id IS NOT NULL;
CREATE INDEX annotation_by_annotator ON annotation (annotator_id);

CREATE TABLE segment (
  row_id INTEGER PRIMARY KEY,
  annotation_id TEXT NOT NULL REFERENCES annotation (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  role TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  exact TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX segment_by_annotation ON segment (annotation_id, ordinal);

CREATE TABLE comment (
  id TEXT NOT NULL PRIMARY KEY,
  target_type TEXT NOT NULL,
  target_id TEXT NOT NULL,
  parent_id TEXT,
  body TEXT NOT NULL,
  annotator_id TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
  resolved INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE INDEX comment_by_target ON comment (target_id);
CREATE INDEX comment_by_annotator ON comment (annotator_id);

CREATE TABLE original (
  sha256 TEXT NOT NULL PRIMARY KEY,
  media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  checksum TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE history (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  command TEXT NOT NULL,
  label TEXT NOT NULL,
  annotator_id TEXT NOT NULL,
  at TEXT NOT NULL,
  undoes TEXT,
  change_count INTEGER NOT NULL,
  previous TEXT NOT NULL,
  checksum TEXT NOT NULL,
  changes BLOB NOT NULL
) STRICT;
CREATE INDEX history_by_annotator ON history (annotator_id, seq);
CREATE INDEX history_by_undoes ON history (undoes, seq) WHERE undoes IS NOT NULL;

CREATE TABLE history_record (
  type TEXT NOT NULL,
  record_id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  checksum TEXT NOT NULL,
  PRIMARY KEY (type, record_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_record_by_seq ON history_record (seq);

CREATE TABLE tombstone (
  type TEXT NOT NULL,
  record_id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  at TEXT NOT NULL,
  checksum TEXT NOT NULL,
  PRIMARY KEY (type, record_id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE article_fts USING fts5 (
  title, byline, publisher, content='article', content_rowid='row_id', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE revision_fts USING fts5 (
  text, content='revision', content_rowid='row_id', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE entity_fts USING fts5 (
  name, aliases, content='entity', content_rowid='row_id', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claim_fts USING fts5 (
  statement, content='claim', content_rowid='row_id', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE title_trigram USING fts5 (
  title, content='article', content_rowid='row_id', tokenize='trigram'
);
CREATE VIRTUAL TABLE quotation_trigram USING fts5 (
  exact, tokenize='trigram'
);
`;

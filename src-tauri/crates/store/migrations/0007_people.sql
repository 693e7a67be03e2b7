-- People whom somebody can turn to. Words for what each column means: docs/schema.sql.

CREATE TABLE people (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name     TEXT NOT NULL CHECK (name <> ''),
  role     TEXT NOT NULL,
  phone    TEXT NOT NULL,
  message  TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0)
) STRICT, WITHOUT ROWID;

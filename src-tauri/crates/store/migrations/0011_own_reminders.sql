-- Reminders of the person's own. Words for what each column means: docs/schema.sql.

CREATE TABLE own_reminders (
  id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind  TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT, WITHOUT ROWID;

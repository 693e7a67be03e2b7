-- Which quick entries were taken in from the sealed inbox, so that none is taken in twice.

CREATE TABLE inbox_merged (
  id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

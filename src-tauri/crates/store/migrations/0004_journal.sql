-- Journal entries with tags, drafts, which rows each change touched, and the index of words.
-- Words for what each table means: docs/schema.sql.

CREATE TABLE journal_entries (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms  INTEGER NOT NULL,
  zone   TEXT NOT NULL,
  day_on TEXT NOT NULL,
  text   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_entries_by_day ON journal_entries (day_on, at_ms);

-- No ON DELETE: undo takes rows back table by table, and must find the tags of an entry that it has removed already.
CREATE TABLE journal_entry_tags (
  entry_id BLOB NOT NULL REFERENCES journal_entries (id),
  tag      TEXT NOT NULL CHECK (tag <> ''),
  PRIMARY KEY (entry_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_entry_tags_by_tag ON journal_entry_tags (tag);

CREATE TABLE drafts (
  kind  TEXT NOT NULL,
  id    BLOB NOT NULL CHECK (length(id) = 16),
  at_ms INTEGER NOT NULL,
  body  TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_rows (
  row_id     BLOB NOT NULL CHECK (length(row_id) = 16),
  number     INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  op         TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
  PRIMARY KEY (row_id, number, table_name)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_rows_removed ON change_rows (table_name, number) WHERE op = 'delete';

CREATE TABLE search_rows (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5
  (id UNINDEXED, body, tags, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3', columnsize = 0);
-- What is removed leaves the index at once, and not when its parts are merged some day.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- Everything that has words. An INSERT of an id into this view puts that entry into the index anew, or out of it.
CREATE VIEW search_texts (kind, id, at_ms, day_on, body, tags) AS
  SELECT 1, id, at_ms, day_on, note, '' FROM check_ins
  UNION ALL
  SELECT 2, id, at_ms, day_on, note, coalesce((SELECT group_concat(name, char(10)) FROM craving_triggers
    JOIN triggers ON triggers.id = trigger_id WHERE craving_id = cravings.id AND key IS NULL), '') FROM cravings
  UNION ALL
  SELECT 3, id, at_ms, day_on, note, '' FROM lapses
  UNION ALL
  SELECT 4, id, at_ms, day_on, text, coalesce((SELECT group_concat(tag, char(10)) FROM journal_entry_tags
    WHERE entry_id = journal_entries.id), '') FROM journal_entries
  UNION ALL
  SELECT 5, id, at_ms, day_on, note, '' FROM use_entries;

-- A number sorts by local day, then by time, and ends with the kind: so the newest are found without reading the rest.
CREATE TRIGGER search_texts_again INSTEAD OF INSERT ON search_texts BEGIN
  DELETE FROM search WHERE rowid = (SELECT number FROM search_rows WHERE id = new.id);
  DELETE FROM search_rows WHERE id = new.id;
  INSERT INTO search_rows (id, number)
    SELECT id, (((coalesce((SELECT max(c.id) FROM search_content AS c WHERE c.id >= first AND c.id < first + 65536),
      first - 16) >> 4) + 1) << 4) | kind
    FROM (SELECT kind, id, (day * 524288 + min(max(at_ms / 1000 - day * 86400 + 172800, 0), 524287)) * 65536 AS first
      FROM (SELECT kind, id, at_ms, coalesce(unixepoch(day_on), 0) / 86400 AS day FROM search_texts
        WHERE id = new.id AND (body <> '' OR tags <> '')));
  INSERT INTO search (rowid, id, body, tags)
    SELECT number, id, body, tags FROM search_rows JOIN search_texts USING (id) WHERE search_rows.id = new.id;
END;

CREATE TRIGGER check_ins_words_added AFTER INSERT ON check_ins WHEN new.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER check_ins_words_changed AFTER UPDATE ON check_ins
  WHEN old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER check_ins_words_removed AFTER DELETE ON check_ins WHEN old.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

CREATE TRIGGER cravings_words_added AFTER INSERT ON cravings
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER cravings_words_changed AFTER UPDATE ON cravings
  WHEN old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER cravings_words_removed AFTER DELETE ON cravings
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;
CREATE TRIGGER craving_triggers_words_added AFTER INSERT ON craving_triggers
  WHEN EXISTS (SELECT 1 FROM triggers WHERE id = new.trigger_id AND key IS NULL)
  BEGIN INSERT INTO search_texts (id) VALUES (new.craving_id); END;
CREATE TRIGGER craving_triggers_words_removed AFTER DELETE ON craving_triggers
  WHEN EXISTS (SELECT 1 FROM search_rows WHERE id = old.craving_id)
  BEGIN INSERT INTO search_texts (id) VALUES (old.craving_id); END;
CREATE TRIGGER triggers_words_added AFTER INSERT ON triggers WHEN new.key IS NULL
  BEGIN INSERT INTO search_texts (id) SELECT craving_id FROM craving_triggers WHERE trigger_id = new.id; END;
CREATE TRIGGER triggers_words_changed AFTER UPDATE ON triggers WHEN old.name <> new.name
  BEGIN INSERT INTO search_texts (id) SELECT craving_id FROM craving_triggers WHERE trigger_id = new.id; END;

CREATE TRIGGER lapses_words_added AFTER INSERT ON lapses WHEN new.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER lapses_words_changed AFTER UPDATE ON lapses
  WHEN old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER lapses_words_removed AFTER DELETE ON lapses WHEN old.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

CREATE TRIGGER use_entries_words_added AFTER INSERT ON use_entries WHEN new.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER use_entries_words_changed AFTER UPDATE ON use_entries
  WHEN old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER use_entries_words_removed AFTER DELETE ON use_entries WHEN old.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

CREATE TRIGGER journal_entries_words_added AFTER INSERT ON journal_entries
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER journal_entries_words_changed AFTER UPDATE ON journal_entries
  WHEN old.text <> new.text OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER journal_entries_words_removed AFTER DELETE ON journal_entries
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;
CREATE TRIGGER journal_entry_tags_words_added AFTER INSERT ON journal_entry_tags
  BEGIN INSERT INTO search_texts (id) VALUES (new.entry_id); END;
CREATE TRIGGER journal_entry_tags_words_removed AFTER DELETE ON journal_entry_tags
  BEGIN INSERT INTO search_texts (id) VALUES (old.entry_id); END;

-- What was logged before there was an index.
INSERT INTO search_texts (id) SELECT id FROM check_ins WHERE note <> '' UNION ALL SELECT id FROM lapses WHERE note <> ''
  UNION ALL SELECT id FROM use_entries WHERE note <> ''
  UNION ALL SELECT id FROM cravings WHERE note <> '' OR id IN (SELECT craving_id FROM craving_triggers
    JOIN triggers ON triggers.id = trigger_id WHERE key IS NULL);

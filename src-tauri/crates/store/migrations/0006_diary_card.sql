-- What the person says on the diary card about one day. Words for what each column means: docs/schema.sql.

CREATE TABLE diary_notes (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms  INTEGER NOT NULL,
  zone   TEXT NOT NULL,
  day_on TEXT NOT NULL UNIQUE,
  skill  TEXT,
  note   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The index of words has one more kind: the view anew, and with it the trigger that hangs on it.
DROP VIEW search_texts;
CREATE VIEW search_texts (kind, id, at_ms, day_on, body, tags) AS
  SELECT 1, id, at_ms, day_on, ltrim(note || coalesce(char(10) || (SELECT group_concat(text, char(10))
    FROM check_in_answers WHERE check_in_id = check_ins.id), ''), char(10)), '' FROM check_ins
  UNION ALL
  SELECT 2, id, at_ms, day_on, note, coalesce((SELECT group_concat(name, char(10)) FROM craving_triggers
    JOIN triggers ON triggers.id = trigger_id WHERE craving_id = cravings.id AND key IS NULL), '') FROM cravings
  UNION ALL
  SELECT 3, id, at_ms, day_on, note, '' FROM lapses
  UNION ALL
  SELECT 4, id, at_ms, day_on, text, coalesce((SELECT group_concat(tag, char(10)) FROM journal_entry_tags
    WHERE entry_id = journal_entries.id), '') FROM journal_entries
  UNION ALL
  SELECT 5, id, at_ms, day_on, note, '' FROM use_entries
  UNION ALL
  SELECT 6, id, at_ms, day_on, note, '' FROM diary_notes;

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

CREATE TRIGGER diary_notes_words_added AFTER INSERT ON diary_notes WHEN new.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER diary_notes_words_changed AFTER UPDATE ON diary_notes
  WHEN old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER diary_notes_words_removed AFTER DELETE ON diary_notes WHEN old.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

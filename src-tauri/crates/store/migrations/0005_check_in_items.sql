-- Questions of the person's own in check-ins, and the answers to them.
-- Words for what each table means: docs/schema.sql.

CREATE TABLE check_in_items (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name     TEXT NOT NULL CHECK (name <> ''),
  kind     TEXT NOT NULL,
  unit     TEXT NOT NULL,
  low      TEXT NOT NULL,
  high     TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  ended_on TEXT
) STRICT, WITHOUT ROWID;

-- No ON DELETE, as with tags: a check-in or an item goes after its answers, and an undo that forgets one is refused.
CREATE TABLE check_in_answers (
  check_in_id BLOB NOT NULL REFERENCES check_ins (id),
  item_id     BLOB NOT NULL REFERENCES check_in_items (id),
  rating      INTEGER CHECK (rating BETWEEN 0 AND 10),
  yes         INTEGER CHECK (yes IN (0, 1)),
  amount      INTEGER CHECK (amount BETWEEN 0 AND 100000000),
  text        TEXT CHECK (text <> ''),
  PRIMARY KEY (check_in_id, item_id),
  CHECK ((rating IS NOT NULL) + (yes IS NOT NULL) + (amount IS NOT NULL) + (text IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX check_in_answers_by_item ON check_in_answers (item_id);

-- The words of a check-in are its note and its answers in words. A check-in that comes back may come after them.
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
  SELECT 5, id, at_ms, day_on, note, '' FROM use_entries;

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

DROP TRIGGER check_ins_words_added;
CREATE TRIGGER check_ins_words_added AFTER INSERT ON check_ins
  WHEN new.note <> '' OR EXISTS (SELECT 1 FROM check_in_answers WHERE check_in_id = new.id AND text IS NOT NULL)
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER check_in_answers_words_added AFTER INSERT ON check_in_answers WHEN new.text IS NOT NULL
  BEGIN INSERT INTO search_texts (id) VALUES (new.check_in_id); END;
CREATE TRIGGER check_in_answers_words_changed AFTER UPDATE ON check_in_answers WHEN old.text IS NOT new.text
  BEGIN INSERT INTO search_texts (id) VALUES (new.check_in_id); END;
CREATE TRIGGER check_in_answers_words_removed AFTER DELETE ON check_in_answers WHEN old.text IS NOT NULL
  BEGIN INSERT INTO search_texts (id) VALUES (old.check_in_id); END;

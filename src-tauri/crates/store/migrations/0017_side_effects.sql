-- Side effects, and questions for a prescriber. Words for what each column means: docs/schema.sql.

CREATE TABLE side_effects (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms       INTEGER NOT NULL,
  zone        TEXT NOT NULL,
  day_on      TEXT NOT NULL,
  medicine_id BLOB REFERENCES medicines (id) ON DELETE SET NULL,
  medicine    TEXT NOT NULL,
  kind        TEXT,
  words       TEXT NOT NULL,
  strength    TEXT,
  is_over     INTEGER CHECK (is_over IN (0, 1)),
  note        TEXT NOT NULL,
  CHECK (kind IS NOT NULL OR words <> '')
) STRICT, WITHOUT ROWID;
CREATE INDEX side_effects_by_day ON side_effects (day_on, at_ms);
CREATE INDEX side_effects_by_medicine ON side_effects (medicine_id, at_ms);

CREATE TABLE questions (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms       INTEGER NOT NULL,
  zone        TEXT NOT NULL,
  day_on      TEXT NOT NULL,
  medicine_id BLOB REFERENCES medicines (id) ON DELETE SET NULL,
  text        TEXT NOT NULL CHECK (text <> ''),
  asked_on    TEXT,
  note        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX questions_by_day ON questions (day_on, at_ms);
CREATE INDEX questions_by_medicine ON questions (medicine_id);

-- The index of words has two more kinds: the view anew, and with it the trigger that hangs on it.
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
  SELECT 6, id, at_ms, day_on, note, '' FROM diary_notes
  UNION ALL
  SELECT 7, id, at_ms, day_on, rtrim(name || char(10) || role || char(10) || note, char(10)), '' FROM attendances
  UNION ALL
  SELECT 8, id, at_ms, day_on, trim(words || char(10) || note, char(10)), '' FROM side_effects
  UNION ALL
  SELECT 9, id, at_ms, day_on, rtrim(text || char(10) || note, char(10)), '' FROM questions;

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

CREATE TRIGGER side_effects_words_added AFTER INSERT ON side_effects
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER side_effects_words_changed AFTER UPDATE ON side_effects
  WHEN old.words <> new.words OR old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER side_effects_words_removed AFTER DELETE ON side_effects
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;
CREATE TRIGGER questions_words_added AFTER INSERT ON questions
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER questions_words_changed AFTER UPDATE ON questions
  WHEN old.text <> new.text OR old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER questions_words_removed AFTER DELETE ON questions
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

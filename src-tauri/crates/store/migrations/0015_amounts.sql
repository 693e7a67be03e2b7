-- What older revisions of a medicine's schedules said. Words for what each column means: docs/schema.sql.

CREATE TABLE medicine_amounts (
  schedule_id BLOB NOT NULL REFERENCES schedules (id),
  medicine_id BLOB NOT NULL REFERENCES medicines (id),
  revision    INTEGER NOT NULL CHECK (revision >= 1),
  amounts     TEXT NOT NULL,
  units       INTEGER CHECK (units BETWEEN 0 AND 100000000),
  PRIMARY KEY (schedule_id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX medicine_amounts_by_medicine ON medicine_amounts (medicine_id);

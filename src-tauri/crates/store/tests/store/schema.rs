//! The documents say what the migrations do: `docs/schema.sql` is the schema of a new journal, and `docs/data-format.md`
//! has every word that a journal can hold.

use crate::Home;
use mainstay_domain::{
    AppointmentKind, BreakKind, CheckInItemKind, CopingKind, CopingRepeat, Direction, FeedKind,
    GoalKind, Headline, MedicineClass, MedicineForm, MeetingWay, MilestoneMeasure, NextStep, Nth,
    Outcome, Place, ScheduleOwnerKind, SchedulePurpose, SetUpStep, SideEffectKind,
    SideEffectStrength, SkillAnswer, SkipReason, StockEntryKind, ToolKey, TriggerKind,
    TypeVocabulary, VisitLineKind,
};
use mainstay_store::SCHEMA_VERSION;
use rusqlite::Connection;

const DOCUMENTED: &str = include_str!("../../../../docs/schema.sql");
const DATA_FORMAT: &str = include_str!("../../../../docs/data-format.md");

/// Everything that a database says about its own shape, one line each, without comments and spacing.
fn shape(connection: &Connection) -> Vec<String> {
    let questions = [
        "SELECT format('%s %s on %s: %s', type, name, tbl_name, coalesce(sql, '')) FROM sqlite_schema",
        "SELECT format('%s.%s', t.name, c.name) || format(' #%d %s default %Q key %d null %d hidden %d',
           c.cid, c.type, c.dflt_value, c.pk, NOT c.\"notnull\", c.hidden)
         FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'",
        "SELECT format('%s.%s refers to %s.%s, on delete %s, on update %s',
           t.name, f.\"from\", f.\"table\", f.\"to\", f.on_delete, f.on_update)
         FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'",
        "SELECT format('%s: %s strict %d without rowid %d', name, type, strict, wr) FROM pragma_table_list
         WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
        "SELECT format('version %d', user_version) FROM pragma_user_version",
    ];
    let mut shape: Vec<String> = questions
        .iter()
        .flat_map(|sql| lines(connection, sql))
        .collect();
    shape.sort();
    shape
}

fn lines(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap();
    rows.map(|line| plain(&line.unwrap())).collect()
}

/// The SQL alone: neither comments nor the way it is laid out. No literal of the schema holds two hyphens.
fn plain(sql: &str) -> String {
    let code: String = sql
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default().to_owned() + " ")
        .collect();
    let words: Vec<&str> = code.split_whitespace().collect();
    words
        .join(" ")
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(" ,", ",")
}

fn documented(schema: &str) -> Vec<String> {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(schema).unwrap();
    shape(&connection)
}

#[test]
fn the_documented_schema_is_that_of_a_new_journal() {
    let home = Home::new();
    let (real, documented) = (shape(&home.raw()), documented(DOCUMENTED));
    assert!(real.len() > 60, "tables, indexes and columns: {real:#?}");
    for line in &real {
        assert!(documented.contains(line), "schema.sql lacks: {line}");
    }
    for line in &documented {
        assert!(real.contains(line), "only in schema.sql: {line}");
    }
    assert_eq!(real, documented);
    assert!(real.contains(&format!("version {SCHEMA_VERSION}")));
}

#[test]
fn a_schema_that_differs_in_one_word_is_noticed() {
    let real = documented(DOCUMENTED);
    for (from, to) in [
        ("mood BETWEEN 1 AND 5", "mood BETWEEN 1 AND 6"),
        ("ON DELETE SET NULL", "ON DELETE CASCADE"),
        ("tool            TEXT,", "tool            TEXT NOT NULL,"),
        ("key  TEXT UNIQUE", "key  TEXT"),
        ("lapses (goal_id)", "lapses (at_ms)"),
        ("user_version = 17", "user_version = 18"),
        ("remove_diacritics 2", "remove_diacritics 1"),
        ("WHEN old.note <> ''", "WHEN old.note <> 'x'"),
    ] {
        assert!(DOCUMENTED.contains(from), "{from}");
        assert_ne!(real, documented(&DOCUMENTED.replacen(from, to, 1)), "{to}");
    }
}

#[test]
fn every_table_and_every_column_is_explained() {
    let lines: Vec<&str> = DOCUMENTED.lines().collect();
    let explained = |line: &str| line.split_once("-- ").is_some_and(|(_, why)| why.len() > 5);
    let (mut columns, mut in_table) = (0_i64, false);
    for (n, line) in lines.iter().enumerate() {
        if line.starts_with("CREATE ") {
            assert!(explained(lines[n - 1]), "no word on: {line}");
            in_table = line.starts_with("CREATE TABLE ");
        } else if in_table && line.starts_with("  ") {
            let constraint = line.trim_start().starts_with(|c: char| c.is_uppercase());
            assert!(constraint || explained(line), "no word on: {line}");
            columns += i64::from(!constraint);
        }
    }
    let home = Home::new();
    let sql =
        "SELECT count(*) FROM sqlite_schema t, pragma_table_xinfo(t.name) WHERE t.type = 'table'
         AND t.sql NOT LIKE '%VIRTUAL%' AND t.name NOT IN
           (SELECT name FROM pragma_table_list WHERE type = 'shadow')";
    let real: i64 = home.raw().query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(columns, real, "each column stands on a line of its own");
}

/// The words of each of these.
macro_rules! words_of {
    ($($of:ty),+) => {
        [$(<$of>::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>()),+]
    };
}

#[test]
fn every_word_that_a_journal_can_hold_is_in_the_data_format() {
    let words = words_of!(
        GoalKind,
        Direction,
        BreakKind,
        CheckInItemKind,
        Place,
        MilestoneMeasure,
        NextStep,
        TriggerKind,
        ToolKey,
        ScheduleOwnerKind,
        MedicineForm,
        MedicineClass,
        SchedulePurpose,
        SkipReason,
        StockEntryKind,
        SideEffectKind,
        SideEffectStrength,
        Outcome,
        AppointmentKind,
        VisitLineKind,
        CopingKind,
        CopingRepeat,
        SkillAnswer,
        Headline,
        FeedKind,
        MeetingWay,
        TypeVocabulary,
        Nth,
        SetUpStep
    );
    for word in words.concat() {
        let forms = [format!("`{word}`"), format!("`\"{word}\"`")];
        let stands = forms.iter().any(|form| DATA_FORMAT.contains(form));
        assert!(stands, "{word}");
    }
    for key in lines(
        &Home::new().raw(),
        "SELECT key FROM triggers WHERE key IS NOT NULL",
    ) {
        assert!(DATA_FORMAT.contains(&format!("`{key}`")), "trigger {key}");
    }
}

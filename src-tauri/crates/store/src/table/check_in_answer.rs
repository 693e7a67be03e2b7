//! What check-ins answer to the person's own items. A part of a check-in: read and written with it (`check_in.rs`).

use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{CheckInId, CheckInItemId, Error, ItemAnswer, ItemValue, Note, Rating};
use rusqlite::{named_params, Connection, Params, Row};
use std::collections::HashMap;

const READING: &str = "reading answers to items";

/// Those of one check-in, by item.
pub(crate) fn of(connection: &Connection, id: CheckInId) -> Result<Vec<ItemAnswer>> {
    const SQL: &str = "SELECT * FROM check_in_answers WHERE check_in_id = ?1 ORDER BY item_id";
    let answers = read(connection, SQL, [id.as_bytes()])?;
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

/// Those of all check-ins of some days.
pub(crate) fn between(
    connection: &Connection,
    days: [NaiveDate; 2],
) -> Result<HashMap<CheckInId, Vec<ItemAnswer>>> {
    const SQL: &str = "SELECT a.* FROM check_ins c JOIN check_in_answers a ON a.check_in_id = c.id
         WHERE c.day_on BETWEEN ?1 AND ?2 ORDER BY a.item_id";
    let mut of: HashMap<_, Vec<_>> = HashMap::new();
    for (id, answer) in read(connection, SQL, days.map(|day| day.to_string()))? {
        of.entry(id).or_default().push(answer);
    }
    Ok(of)
}

fn read(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Vec<(CheckInId, ItemAnswer)>> {
    let mut statement = connection.prepare_cached(sql).during(READING)?;
    let rows = statement
        .query_map(params, |row| {
            let id = row.value("check_in_id", |bytes: Vec<u8>| {
                CheckInId::from_slice(&bytes)
            })?;
            Ok((id, answer(row)?))
        })
        .during(READING)?;
    rows.collect::<rusqlite::Result<_>>().during(READING)
}

/// Makes `answers` those of a check-in. Only what differs is written.
pub(crate) fn put(connection: &Connection, id: CheckInId, answers: &[ItemAnswer]) -> Result<()> {
    let kept = of(connection, id)?;
    let stays = |item: CheckInItemId| answers.iter().any(|answer| answer.item_id == item);
    for gone in kept.iter().filter(|kept| !stays(kept.item_id)) {
        remove(connection, id, gone.item_id)?;
    }
    let new = answers.iter().filter(|answer| !kept.contains(answer));
    new.into_iter()
        .try_for_each(|answer| put_one(connection, id, answer))
}

fn put_one(connection: &Connection, id: CheckInId, answer: &ItemAnswer) -> Result<()> {
    const SQL: &str =
        "INSERT INTO check_in_answers (check_in_id, item_id, rating, yes, amount, text)
         VALUES (:check_in_id, :item_id, :rating, :yes, :amount, :text)
         ON CONFLICT (check_in_id, item_id) DO UPDATE
         SET rating = excluded.rating, yes = excluded.yes, amount = excluded.amount, text = excluded.text";
    let (rating, yes, amount, text) = match &answer.value {
        ItemValue::Scale(rating) => (Some(rating.get()), None, None, None),
        ItemValue::YesNo(yes) => (None, Some(*yes), None, None),
        ItemValue::Number(amount) => (None, None, Some(amount.thousandths()), None),
        ItemValue::Text(text) => (None, None, None, Some(text.as_str())),
    };
    let values = named_params! {
        ":check_in_id": id.as_bytes(),
        ":item_id": answer.item_id.as_bytes(),
        ":rating": rating,
        ":yes": yes,
        ":amount": amount,
        ":text": text,
    };
    let kept = connection.execute(SQL, values);
    kept.map(drop).during("keeping an answer to an item")
}

fn remove(connection: &Connection, id: CheckInId, item: CheckInItemId) -> Result<()> {
    const SQL: &str = "DELETE FROM check_in_answers WHERE check_in_id = ?1 AND item_id = ?2";
    let removed = connection.execute(SQL, (id.as_bytes(), item.as_bytes()));
    removed.map(drop).during("removing an answer to an item")
}

/// One answer. The schema sees to it that exactly one of the four columns holds a value.
pub(crate) fn answer(row: &Row<'_>) -> rusqlite::Result<ItemAnswer> {
    let rating = row.optional("rating", Rating::new)?.map(ItemValue::Scale);
    let yes = row.get::<_, Option<bool>>("yes")?.map(ItemValue::YesNo);
    let amount = row.amount("amount")?.map(ItemValue::Number);
    let text = row.optional("text", |text: String| Note::new(&text))?;
    let value = rating.or(yes).or(amount).or(text.map(ItemValue::Text));
    Ok(ItemAnswer {
        item_id: row.value("item_id", |bytes: Vec<u8>| {
            CheckInItemId::from_slice(&bytes)
        })?,
        value: value.ok_or_else(|| crate::row::refused(Error::Invalid))?,
    })
}

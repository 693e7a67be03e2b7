//! What a notification service says of what was shown: a button was pressed, or it is gone.

use super::{lock, Answers, Place, Shown};
use mainstay_core::ports::NoticeAnswer;
use zbus::blocking::MessageIterator;
use zbus::Message;

/// Hears what becomes of what was shown, until the connection ends.
pub(super) fn follow(signals: MessageIterator, shown: &Shown, answers: &Answers) {
    for message in signals.flatten() {
        let header = message.header();
        let Some(server) = header.sender() else {
            continue;
        };
        match news(&message) {
            Some(News::Answered(number, answer)) => {
                let id = ours(shown, server, number);
                // Nobody waits for answers: the app is ending.
                let _ = id.map(|id| answers.send((id, answer)));
            }
            Some(News::Closed(number)) => {
                let id = ours(shown, server, number);
                id.and_then(|id| lock(shown).remove(&id));
            }
            None => {}
        }
    }
}

fn ours(shown: &Shown, server: &str, number: u32) -> Option<u32> {
    let shown = lock(shown);
    let mut pairs = shown.iter();
    let stands = |place: &Place| place.number == number && place.server == server;
    pairs.find(|(_, place)| stands(place)).map(|(id, _)| *id)
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    Answered(u32, NoticeAnswer),
    Closed(u32),
}

pub(super) fn news(message: &Message) -> Option<News> {
    let body = message.body();
    match message.header().member()?.as_str() {
        "ActionInvoked" => {
            let (id, key): (u32, String) = body.deserialize().ok()?;
            Some(News::Answered(id, NoticeAnswer::of(&key)?))
        }
        "NotificationClosed" => {
            let (id, _reason): (u32, u32) = body.deserialize().ok()?;
            Some(News::Closed(id))
        }
        _ => None,
    }
}

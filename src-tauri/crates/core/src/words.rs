//! Words that the core says itself, outside of any screen: those of notifications and of the attendance sheet, from the
//! same catalogue as the screens' (choice 9).
//!
//! English until there is a second catalogue; the language that somebody chose is the web view's to know (0004).

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

const CATALOGUE: &str = concat!(
    include_str!("../../../../assets/messages/en/notification.ftl"),
    "\n",
    include_str!("../../../../assets/messages/en/attendance-sheet.ftl"),
);

/// The message of an id; the id itself if there is none, which a test rules out.
pub(crate) fn say(id: &str) -> String {
    write(id, None)
}

/// The message of an id for so many.
pub(crate) fn say_count(id: &str, count: usize) -> String {
    let mut arguments = FluentArgs::new();
    arguments.set("count", count);
    write(id, Some(&arguments))
}

/// A message with words in it.
pub(crate) fn say_with(id: &str, words: &[(&str, FluentValue<'_>)]) -> String {
    let mut arguments = FluentArgs::new();
    for (name, word) in words {
        arguments.set(*name, word.clone());
    }
    write(id, Some(&arguments))
}

fn write(id: &str, arguments: Option<&FluentArgs<'_>>) -> String {
    let bundle = catalogue();
    let pattern = bundle.get_message(id).and_then(|message| message.value());
    let Some(pattern) = pattern else {
        return id.to_owned();
    };
    let text = bundle.format_pattern(pattern, arguments, &mut Vec::new());
    text.into_owned()
}

fn catalogue() -> &'static FluentBundle<FluentResource> {
    static READ: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    READ.get_or_init(|| {
        let english: LanguageIdentifier = "en".parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![english]);
        // One's own words stand between others as they are: a file for a court has no marks that nobody sees.
        bundle.set_use_isolating(false);
        // What can be read of a catalogue with a mistake is used; a test finds the mistake.
        let read = FluentResource::try_new(CATALOGUE.to_owned()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(read);
        bundle
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_can_be_said_and_one_is_not_many() {
        assert!(FluentResource::try_new(CATALOGUE.to_owned()).is_ok());
        let ids = CATALOGUE.lines().filter_map(|line| line.split_once(" = "));
        for (id, _) in ids.filter(|(id, _)| id.starts_with("notice-")) {
            assert_ne!(say_count(id, 2), id);
        }
        assert_eq!(say_count("notice-reminders", 1), "1 reminder");
        assert_eq!(say_count("notice-reminders", 12), "12 reminders");
        assert_eq!(say("notice-done"), "Done");
    }
}

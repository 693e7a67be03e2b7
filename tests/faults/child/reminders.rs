//! Reminders that ring, are answered, and ring on behind a lock, until the process is killed.
//!
//! Prints `at MS` before each look, `rang ID` for each notification once it is on the screen, and `answered ID` when an
//! answer was called kept.

use crate::say;
use mainstay_core::ports::NoticeAnswer;
use mainstay_faults::Person;
use std::path::Path;

/// One dose is due at each step.
const STEP_SECONDS: i64 = 5 * 60;

/// Lets reminders ring from `start_ms` on, a step of the clock at a time.
pub fn ring(folder: &Path, code: &str, start_ms: i64) {
    let person = Person::at(folder);
    person.clock.set_ms(start_ms);
    look(&person, start_ms, 0);
    for n in 1_usize.. {
        match n % 7 {
            0 => person.lock(),
            3 => {
                if let Err(code) = person.unlock(code) {
                    say(&format!("locked out {code}"));
                    return;
                }
            }
            _ => {}
        }
        let at_ms = start_ms + i64::try_from(n).expect("a short life") * STEP_SECONDS * 1_000;
        person.clock.set_ms(at_ms);
        look(&person, at_ms, n);
    }
}

fn look(person: &Person, at_ms: i64, n: usize) {
    say(&format!("at {at_ms}"));
    let before = person.notifier.shown().len();
    person.app().reminder_tend();
    let shown = person.notifier.shown();
    for one in shown.iter().skip(before) {
        say(&format!("rang {}", one.id));
    }
    if let Some(last) = shown.last().filter(|_| n % 3 == 1) {
        match person.app().notice_answer(last.id, NoticeAnswer::Taken) {
            Ok(true) => say(&format!("answered {}", last.id)),
            // It was answered by the process that was killed.
            Ok(false) => {}
            Err(error) => say(&format!("refused {:?}", error.code())),
        }
    }
}

//! The loop in real time: with tokio's paused clock all of Tauri would be built twice, once with its test features.

use super::*;
use std::sync::mpsc::{channel, Receiver};
use std::sync::Arc;
use std::time::Instant;

const HOURS: Duration = Duration::from_secs(36_000);
const SHORT: Duration = Duration::from_millis(30);
/// Long enough for a busy machine, and far from [`HOURS`].
const PATIENCE: Duration = Duration::from_secs(20);

/// The loop, over looks that a test hears of; it ends with the test.
struct Followed {
    looks: Receiver<Instant>,
    pulse: Arc<Notify>,
    task: tauri::async_runtime::JoinHandle<()>,
}

impl Followed {
    fn new(
        longest: Duration,
        answer: impl Fn() -> Option<Duration> + Clone + Send + 'static,
    ) -> Self {
        let (tell, looks) = channel();
        let pulse = Arc::new(Notify::new());
        let heard = Arc::clone(&pulse);
        #[allow(clippy::disallowed_methods, reason = "a wait is measured in real time")]
        let look = move || {
            let _ = tell.send(Instant::now());
            answer()
        };
        let task = tauri::async_runtime::spawn(async move { follow(look, &heard, longest).await });
        Self { looks, pulse, task }
    }

    #[track_caller]
    fn next(&self) -> Instant {
        self.looks.recv_timeout(PATIENCE).expect("a look")
    }
}

impl Drop for Followed {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[test]
fn nothing_is_waited_for_longer_than_a_minute() {
    let minute = Duration::from_secs(60);
    assert_eq!(wait_of(Some(HOURS), LONGEST_WAIT), minute);
    assert_eq!(wait_of(None, LONGEST_WAIT), minute, "nothing can ring");
    assert_eq!(wait_of(Some(SHORT), LONGEST_WAIT), SHORT);
}

#[test]
fn it_looks_when_the_longest_wait_is_over_whatever_the_look_said() {
    for said in [Some(HOURS), None] {
        let followed = Followed::new(SHORT, move || said);
        let first = followed.next();
        assert!(followed.next() - first >= SHORT);
        followed.next();
    }
}

#[test]
fn it_looks_at_the_time_that_the_look_named() {
    let followed = Followed::new(HOURS, || Some(SHORT));
    let first = followed.next();
    assert!(followed.next() - first >= SHORT);
}

#[test]
fn a_pulse_looks_at_once_also_where_nothing_can_ring() {
    for said in [Some(HOURS), None] {
        let followed = Followed::new(HOURS, move || said);
        followed.next();
        followed.pulse.notify_one();
        followed.next();
        let idle = followed.looks.recv_timeout(SHORT * 3);
        assert!(idle.is_err(), "one pulse is one look");
    }
}

#[test]
fn a_pulse_during_a_look_is_not_lost() {
    let followed = Followed::new(HOURS, || {
        std::thread::sleep(SHORT);
        None
    });
    followed.next();
    followed.pulse.notify_one();
    followed.next();
}

#[test]
fn a_look_that_panics_is_not_the_last() {
    let followed = Followed::new(SHORT, || panic!("a look that fails"));
    followed.next();
    followed.next();
}

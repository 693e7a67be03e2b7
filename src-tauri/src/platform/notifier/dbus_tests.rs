#![expect(
    clippy::disallowed_methods,
    reason = "a real daemon takes real time, and is told of by its environment"
)]

use super::*;
use mainstay_core::ports::NoticeButton;
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::unbounded_channel;
use tokio::sync::mpsc::UnboundedReceiver;

fn signal<B>(member: &str, body: &B) -> Option<News>
where
    B: serde::Serialize + zbus::zvariant::DynamicType,
{
    let signal = Message::signal(PATH, NAME, member).expect("a signal");
    news(&signal.build(body).expect("a message"))
}

#[test]
fn an_answer_is_one_of_ours_or_none() {
    let pressed = |key: &str| signal("ActionInvoked", &(7_u32, key));
    assert_eq!(
        pressed("taken"),
        Some(News::Answered(7, NoticeAnswer::Taken))
    );
    assert_eq!(
        pressed("default"),
        Some(News::Answered(7, NoticeAnswer::Open))
    );
    assert_eq!(pressed("launch"), None);
    assert_eq!(signal("ActionInvoked", &"taken"), None, "no id");
    assert_eq!(
        signal("NotificationClosed", &(7_u32, 2_u32)),
        Some(News::Closed(7))
    );
    assert_eq!(signal("ActivationToken", &(7_u32, "x")), None);
}

#[test]
fn marks_are_shown_as_typed() {
    assert_eq!(escaped("<b>A & B</b>"), "&lt;b&gt;A &amp; B&lt;/b&gt;");
}

fn reminder(id: u32, title: &str) -> Notification {
    let button = |answer, label: &str| NoticeButton {
        answer,
        label: label.to_owned(),
    };
    Notification {
        id,
        title: title.to_owned(),
        detail: String::new(),
        buttons: vec![
            button(NoticeAnswer::Taken, "Done"),
            button(NoticeAnswer::Snooze, "Later"),
            button(NoticeAnswer::Skip, "Skip"),
        ],
        is_urgent: true,
        stays: true,
    }
}

fn dunst(arguments: &[&str]) -> String {
    let told = Command::new("dunstctl").args(arguments).output();
    String::from_utf8(told.expect("dunstctl").stdout).expect("text")
}

/// How many stand on the screen.
fn on_screen() -> String {
    dunst(&["count", "displayed"]).trim().to_owned()
}

fn wait_for(what: &str, is: impl Fn() -> bool) {
    let began = Instant::now();
    while !is() {
        assert!(began.elapsed() < Duration::from_secs(10), "never: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

fn answer(answers: &mut UnboundedReceiver<(u32, NoticeAnswer)>) -> (u32, NoticeAnswer) {
    let began = Instant::now();
    loop {
        match answers.try_recv() {
            Ok(answer) => return answer,
            Err(_) if began.elapsed() < Duration::from_secs(10) => {
                thread::sleep(Duration::from_millis(20));
            }
            Err(error) => panic!("no answer: {error}"),
        }
    }
}

/// A real desktop's daemon; `tests/notify/run.sh` starts it. Its menu of actions presses the one that the file
/// `$PRESSED` names.
#[test]
#[ignore = "needs dunst: tests/notify/run.sh"]
fn a_real_daemon_shows_replaces_answers_and_closes() {
    let (tell, mut answers) = unbounded_channel();
    let notifier = DbusNotifier::new(tell);
    let able = notifier.ability();
    assert!(able.shows == Some(true) && able.buttons, "{able:?}");

    notifier.show(&reminder(7, "Reminder")).expect("shown");
    wait_for("one on the screen", || on_screen() == "1");
    notifier
        .show(&reminder(7, "Reminder, again"))
        .expect("shown anew");
    notifier.show(&reminder(8, "Another")).expect("shown");
    wait_for("two: one was shown in its place", || on_screen() == "2");
    notifier.close(8).expect("closed");
    notifier.close(8).expect("closing what is gone is fine");
    notifier.close(99).expect("closing what never was, too");
    wait_for("one again", || on_screen() == "1");

    let pressed = std::env::var("PRESSED").expect("run.sh names the file");
    std::fs::write(&pressed, "Later").expect("the menu's choice");
    dunst(&["context"]);
    assert_eq!(answer(&mut answers), (7, NoticeAnswer::Snooze));
    dunst(&["close-all"]);
    wait_for("none", || on_screen() == "0");

    notifier
        .show(&reminder(7, "Reminder"))
        .expect("shown after it was closed");
    wait_for("one on the screen", || on_screen() == "1");
    dunst(&["action", "0"]);
    let touched = answer(&mut answers);
    assert_eq!(touched.0, 7);

    // The app is killed: what it has shown stands there, and the next run takes it over.
    dunst(&["close-all"]);
    wait_for("none", || on_screen() == "0");
    let named = Notification {
        detail: "A name".to_owned(),
        ..reminder(7, "Reminder")
    };
    let handle = notifier.show(&named).expect("shown").expect("a handle");
    drop(notifier);
    wait_for("one outlives the app", || on_screen() == "1");
    let (tell, mut answers) = unbounded_channel();
    let next = DbusNotifier::new(tell);
    assert!(!next.take_over(8, "another :1.99999 1"));
    assert!(!next.take_over(8, "nonsense"));
    assert!(next.take_over(7, &handle));
    next.show(&reminder(7, "Reminder"))
        .expect("without its name");
    wait_for("in its place", || on_screen() == "1");
    std::fs::write(&pressed, "Done").expect("the menu's choice");
    dunst(&["context"]);
    assert_eq!(answer(&mut answers), (7, NoticeAnswer::Taken));
}

/// How hard the daemon presses for one, and for how long it stays.
#[test]
#[ignore = "needs dunst: tests/notify/run.sh"]
fn a_real_daemon_hears_what_is_urgent_and_what_stays() {
    let (tell, _answers) = unbounded_channel();
    let notifier = DbusNotifier::new(tell);
    let noted = std::env::var("SHOWN").expect("run.sh names the file");
    let shapes = [(true, true), (false, true), (false, false)];
    for (id, (is_urgent, stays)) in (21..).zip(shapes) {
        let shown = notifier.show(&Notification {
            is_urgent,
            stays,
            ..reminder(id, &format!("Shape {id}"))
        });
        shown.expect("shown");
    }
    let lines = || std::fs::read_to_string(&noted).unwrap_or_default();
    let has = |line: &str| lines().lines().any(|one| one.starts_with(line));
    wait_for("an urgent one", || has("CRITICAL 0 Shape 21"));
    wait_for("one that stays", || has("NORMAL 0 Shape 22"));
    let of_itself = || {
        let all = lines();
        let mut brief = all.lines().filter(|one| one.ends_with("Shape 23"));
        brief.any(|one| one.starts_with("NORMAL ") && !one.starts_with("NORMAL 0 "))
    };
    wait_for("one that goes of itself", of_itself);
    dunst(&["close-all"]);
}

#[test]
#[ignore = "needs dunst: tests/notify/run.sh"]
fn a_real_daemon_that_is_not_to_disturb_says_so() {
    let (tell, _answers) = unbounded_channel();
    let notifier = DbusNotifier::new(tell);
    for is_paused in [false, true, false] {
        dunst(&["set-paused", if is_paused { "true" } else { "false" }]);
        wait_for("what was set", || notifier.ability().holds == is_paused);
    }
}

#[test]
#[ignore = "needs a session bus without a daemon: tests/notify/run.sh"]
fn a_desktop_without_a_daemon_says_so_and_nothing_breaks() {
    let (tell, _answers) = unbounded_channel();
    let notifier = DbusNotifier::new(tell);
    assert_eq!(notifier.ability().shows, Some(false));
    assert!(!notifier.ability().holds);
    assert!(notifier.show(&reminder(1, "Reminder")).is_err());
    assert!(!notifier.ability().buttons);
}

/// A daemon that the test ends itself.
struct Daemon(std::process::Child);

impl Daemon {
    fn start() -> Self {
        let config = std::env::var("DUNSTRC").expect("run.sh names the file");
        let dunst = Command::new("dunst").args(["-conf", &config]).spawn();
        let daemon = Self(dunst.expect("dunst"));
        wait_for("a daemon with nothing on its screen", || on_screen() == "0");
        daemon
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Both daemons count from 1: what the first one called 1 is another notification of the second.
#[test]
#[ignore = "needs dunst: tests/notify/run.sh"]
fn a_daemon_that_ended_leaves_no_number_behind() {
    let (tell, mut answers) = unbounded_channel();
    let notifier = DbusNotifier::new(tell);
    let first = Daemon::start();
    notifier.show(&reminder(7, "Reminder")).expect("shown");
    wait_for("one on the screen", || on_screen() == "1");
    drop(first);
    let _second = Daemon::start();
    notifier.show(&reminder(9, "Another")).expect("shown");
    wait_for("one on the other's screen", || on_screen() == "1");
    // What is pressed is the one that stands there.
    dunst(&["action", "0"]);
    assert_eq!(answer(&mut answers).0, 9);
    dunst(&["close-all"]);
    wait_for("none", || on_screen() == "0");
    notifier.show(&reminder(9, "Another")).expect("shown");
    notifier.close(7).expect("it went with its daemon");
    notifier
        .show(&reminder(7, "Reminder"))
        .expect("in nobody's place");
    wait_for("two on the screen", || on_screen() == "2");
}

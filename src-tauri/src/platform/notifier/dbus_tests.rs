#![expect(
    clippy::disallowed_methods,
    reason = "a real daemon takes real time, and is told of by its environment"
)]

use super::heard::{news, News};
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
    let nameless = |id| reminder(id, "Reminder");
    for gone in ["another :1.99999 1", "nonsense"] {
        assert_eq!(next.take_over(&nameless(8), gone), None);
    }
    assert_eq!(next.take_over(&nameless(7), &handle), Some(handle));
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
    let before = held();
    for _ in 0..20 {
        assert!(notifier.show(&reminder(1, "Reminder")).is_err());
    }
    assert_holds_no_more_than(before);
}

/// How many threads and descriptors this process has.
fn held() -> (usize, usize) {
    let count =
        |what: &str| std::fs::read_dir(format!("/proc/self/{what}")).map_or(0, Iterator::count);
    (count("task"), count("fd"))
}

fn assert_holds_no_more_than((threads, descriptors): (usize, usize)) {
    let now = held();
    let is_more = now.0 > threads || now.1 > descriptors;
    assert!(
        !is_more,
        "{now:?} threads and descriptors of {threads} and {descriptors}"
    );
}

#[test]
#[ignore = "needs a session bus without a daemon: tests/notify/run.sh"]
fn a_bus_that_ends_is_asked_for_again_and_leaves_no_thread() {
    let (tell, _answers) = unbounded_channel();
    let notifier = DbusNotifier::new(tell);
    let followers = || {
        let tasks = std::fs::read_dir("/proc/self/task").expect("the threads");
        let names = tasks
            .flatten()
            .filter_map(|task| std::fs::read_to_string(task.path().join("comm")).ok());
        names.filter(|name| name.trim() == "notifications").count()
    };
    assert!(!notifier.ability().buttons);
    assert_eq!(followers(), 1);
    for _ in 0..3 {
        let line = lock(&notifier.line);
        let bus = line.link.as_ref().expect("a link").bus.clone();
        drop(line);
        // As seen from here, the bus hangs up.
        bus.close().expect("closed");
        wait_for("its thread to end", || followers() == 0);
        assert!(notifier.show(&reminder(1, "Reminder")).is_err());
        assert_eq!(followers(), 1);
    }
}

fn is_there() -> bool {
    let to = [
        "--session",
        "--print-reply=literal",
        "--dest=org.freedesktop.DBus",
        "/org/freedesktop/DBus",
    ];
    let asked = [
        "org.freedesktop.DBus.NameHasOwner",
        &format!("string:{NAME}"),
    ];
    let told = Command::new("dbus-send").args(to).args(asked).output();
    String::from_utf8_lossy(&told.expect("dbus-send").stdout).contains("true")
}

/// A daemon that the test ends itself.
struct Daemon(std::process::Child);

impl Daemon {
    fn start() -> Self {
        let config = std::env::var("DUNSTRC").expect("run.sh names the file");
        let dunst = Command::new("dunst").args(["-conf", &config]).spawn();
        let daemon = Self(dunst.expect("dunst"));
        // Who asks it anything before would have the bus start another.
        wait_for("its name on the bus", is_there);
        wait_for("a daemon with nothing on its screen", || on_screen() == "0");
        daemon
    }

    fn signal(&self, name: &str) {
        let pid = self.0.id().to_string();
        let sent = Command::new("kill").args([name, &pid]).status();
        assert!(sent.expect("kill").success());
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

#[test]
#[ignore = "needs dunst: tests/notify/run.sh"]
fn a_daemon_that_hangs_is_not_waited_for_and_shows_nothing_twice_when_it_goes_on() {
    let (tell, _answers) = unbounded_channel();
    let notifier = DbusNotifier::new(tell);
    let daemon = Daemon::start();
    notifier.show(&reminder(7, "Reminder")).expect("shown");
    notifier.show(&reminder(8, "Another")).expect("shown");
    wait_for("two on the screen", || on_screen() == "2");
    let before = held();
    daemon.signal("-STOP");
    let began = Instant::now();
    let silent_at = || lock(&notifier.line).silent_at.expect("nobody answered");
    notifier
        .show(&reminder(7, "Reminder, again"))
        .expect_err("nobody answers");
    let silent = silent_at();
    for id in 8..20 {
        let refused = notifier.show(&reminder(id, "Reminder, again"));
        assert!(refused.is_err(), "nobody answers");
    }
    notifier.close(7).expect("told, and not waited for");
    assert_eq!(notifier.ability().shows, Some(false));
    assert_eq!(silent_at(), silent, "nobody was waited for again");
    daemon.signal("-CONT");
    wait_for("what was taken away while it hung", || on_screen() == "1");
    thread::sleep(REST.saturating_sub(began.elapsed()) + PATIENCE);
    assert_eq!(on_screen(), "1", "nothing else was shown");
    notifier
        .show(&reminder(8, "Another, again"))
        .expect("shown in its place");
    wait_for("one on the screen", || on_screen() == "1");
    assert_holds_no_more_than(before);
}

/// As dunst and KDE have it: what a connection has shown stays when that ends.
#[test]
#[ignore = "needs dunst: tests/notify/run.sh"]
fn a_connection_that_ends_leaves_what_it_has_shown_to_the_next_one() {
    let (tell, mut answers) = unbounded_channel();
    let notifier = DbusNotifier::new(tell);
    let _daemon = Daemon::start();
    let cut = || {
        let line = lock(&notifier.line);
        let bus = line.link.as_ref().expect("a link").bus.clone();
        drop(line);
        bus.close().expect("closed");
    };
    notifier.show(&reminder(7, "Reminder")).expect("shown");
    wait_for("one on the screen", || on_screen() == "1");
    cut();
    notifier
        .show(&reminder(7, "Reminder, again"))
        .expect("shown in its place");
    notifier.show(&reminder(8, "Another")).expect("shown");
    wait_for("two on the screen", || on_screen() == "2");
    cut();
    notifier.close(8).expect("taken away over another");
    wait_for("one on the screen", || on_screen() == "1");
    // dunst tells who has shown it, and nobody else.
    notifier.show(&reminder(7, "Reminder")).expect("shown anew");
    dunst(&["action", "0"]);
    assert_eq!(answer(&mut answers).0, 7);
}

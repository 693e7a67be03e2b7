//! Says when the system's clock was set: a timer for a moment that never comes, which such a step ends (`timerfd_create(2)`,
//! `TFD_TIMER_CANCEL_ON_SET`). Also rings on waking from sleep.
//!
//! Where the kernel gives no such timer nothing is said; the reminders are looked at once a minute anyway.

use super::Pulse;
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::time::{
    timerfd_create, timerfd_settime, Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags,
    Timespec,
};
use std::thread;
use tauri::{AppHandle, Manager};

/// Begins to listen, on a thread that sleeps until the clock is set.
pub(super) fn listen(app: &AppHandle) {
    let app = app.clone();
    let _ = thread::Builder::new()
        .name("clock-set".to_owned())
        .spawn(move || follow(|| app.state::<Pulse>().ring()));
}

fn follow(ring: impl Fn()) -> Result<(), Errno> {
    let timer = timerfd_create(TimerfdClockId::Realtime, TimerfdFlags::CLOEXEC)?;
    loop {
        arm(&timer)?;
        match rustix::io::read(&timer, &mut [0; 8]) {
            Err(Errno::CANCELED) => ring(),
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }
    }
}

fn arm(timer: &OwnedFd) -> Result<(), Errno> {
    let never = Itimerspec {
        it_interval: Timespec::default(),
        it_value: Timespec {
            tv_sec: i64::from(u32::MAX) * 2,
            tv_nsec: 0,
        },
    };
    let flags = TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET;
    timerfd_settime(timer, flags, &never).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_gives_a_timer_that_a_step_of_the_clock_would_end() {
        let timer = timerfd_create(
            TimerfdClockId::Realtime,
            TimerfdFlags::CLOEXEC | TimerfdFlags::NONBLOCK,
        )
        .expect("a timer");
        arm(&timer).expect("armed");
        let waits = rustix::io::read(&timer, &mut [0; 8]);
        assert_eq!(waits, Err(Errno::AGAIN), "its time never comes by itself");
    }

    /// A real step of the real clock, to what it shows: a time namespace has no wall clock of its own.
    #[test]
    #[ignore = "sets the machine's clock: tests/notify/run.sh, where that is allowed"]
    fn a_clock_that_is_set_rings() {
        use rustix::time::{clock_gettime, clock_settime, ClockId};
        let set = || clock_settime(ClockId::Realtime, clock_gettime(ClockId::Realtime));
        let (tell, told) = std::sync::mpsc::channel();
        thread::spawn(move || follow(|| tell.send(()).unwrap_or_default()));
        let rang = || {
            told.recv_timeout(std::time::Duration::from_millis(100))
                .is_ok()
        };
        if set() == Err(Errno::PERM) {
            #[expect(clippy::print_stderr, reason = "a test that proves nothing says so")]
            {
                eprintln!("nobody but the system may set this clock; a step of it was not tried\n# skipped 1");
            }
            return;
        }
        // The timer may not be armed yet at the first.
        let rings = (0..50).any(|_| set().is_ok() && rang());
        assert!(rings, "a step of the clock ends the timer");
    }
}

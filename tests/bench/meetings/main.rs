//! How long an import of 100,000 meetings takes, and the most memory that it takes, beside Python's own JSON reader with
//! a dictionary of the same file.
//!
//! Then the same list in a vault: taking it in, and each kind of search.
//!
//! `cargo run --release -p mainstay-meetings-bench`. Each reading is a process of its own, so that its memory is its
//! own. Numbers are printed, never asserted.

mod feed;
mod kept;

use chrono::NaiveDate;
use mainstay_feeds::read;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use zeroizing_alloc::ZeroAlloc;

/// As in the shipped program.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// How often each is measured; the medians are compared.
const ROUNDS: usize = 5;
const MEETINGS: u32 = 100_000;

/// Reads the file into a dictionary by id, and says the same as [`reading`].
const PYTHON: &str = "
import json, sys, time
start = time.perf_counter(), time.process_time()
with open(sys.argv[1], encoding='utf-8') as file:
    meetings = {meeting['slug']: meeting for meeting in json.load(file)}
took = time.perf_counter() - start[0], time.process_time() - start[1]
peak = next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'))
print(took[0], took[1], peak, len(meetings))
";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.as_slice() {
        [_, kind, file] if kind == "vault" => kept::rows(Path::new(file)),
        [_, kind, file] => reading(kind, Path::new(file)),
        _ => compare(),
    }
}

/// A child: reads the file, and says the seconds on the clock, those of the processor, its most memory in KiB, and how
/// many meetings it read.
#[expect(clippy::print_stdout, reason = "what the program is for")]
fn reading(kind: &str, file: &Path) {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
    let start = Instant::now();
    let bytes = std::fs::read(file).expect("the feed");
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let mut kept = Vec::new();
    let report = read(&bytes, today, &mut |meeting| {
        if kind == "keep" {
            kept.push(meeting);
        }
        ControlFlow::Continue(())
    })
    .expect("a feed");
    let took = start.elapsed().as_secs_f64();
    println!(
        "{took} {} {} {}",
        cpu_seconds(),
        peak_kib(),
        report.meetings
    );
}

#[expect(clippy::print_stdout, reason = "what the program is for")]
fn compare() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let file = folder.path().join("feed.json");
    let bytes = feed::write(&file, MEETINGS).expect("room for the feed");
    println!("{MEETINGS} meetings, {} MB", bytes / 1_000_000);
    let ours = std::env::current_exe().expect("this program");
    let (mut dry, mut keep, mut python) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        dry.push(run(Command::new(&ours).arg("dry").arg(&file)));
        keep.push(run(Command::new(&ours).arg("keep").arg(&file)));
        python.push(run(Command::new("python3").args(["-c", PYTHON]).arg(&file)));
    }
    let python = median(python);
    row("meetings, dry run", median(dry), python);
    row("meetings, all kept in memory", median(keep), python);
    let vault = Command::new(&ours).arg("vault").arg(&file).status();
    assert!(vault.expect("a program that runs").success());
}

/// What a reading cost.
#[derive(Debug, Clone, Copy)]
struct Cost {
    /// Seconds on the clock.
    clock: f64,
    /// Seconds of the processor: the ones to compare when the machine is busy.
    cpu: f64,
    /// The most memory.
    kib: f64,
}

fn run(command: &mut Command) -> Cost {
    let output = command.output().expect("a program that runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let numbers: Vec<f64> = text.split_whitespace().flat_map(str::parse).collect();
    let [clock, cpu, kib, meetings] = numbers[..] else {
        panic!("four numbers");
    };
    assert!(meetings == f64::from(MEETINGS), "all of them were read");
    Cost { clock, cpu, kib }
}

fn median(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by(|one, other| one.cpu.total_cmp(&other.cpu));
    costs[costs.len() / 2]
}

#[expect(clippy::print_stdout, reason = "what the program is for")]
fn row(what: &str, ours: Cost, python: Cost) {
    let said = |cost: Cost| {
        let megabytes = cost.kib * 1.024 / 1_000.0;
        format!(
            "{:5.2} s, {:5.2} s of a processor, {megabytes:4.0} MB",
            cost.clock, cost.cpu
        )
    };
    println!(
        "{what:30} {}   Python {}   ratio {:5.2}, {:5.2}, {:5.2}",
        said(ours),
        said(python),
        ours.clock / python.clock,
        ours.cpu / python.cpu,
        ours.kib / python.kib,
    );
}

/// Seconds of the processor that this process has taken; 0 where the system does not say.
fn cpu_seconds() -> f64 {
    /// How often a second the system counts.
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may have spaces. Behind it, user time is the twelfth field.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = fields.split_whitespace().skip(11).take(2);
    ticks.flat_map(str::parse::<f64>).sum::<f64>() / TICKS
}

/// The most memory that this process has had, in KiB; 0 where the system does not say.
pub(crate) fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|text| text.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

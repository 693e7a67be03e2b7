//! Real limits: a process that may not write larger files, and a disk that is really full.

use crate::child::{Vault, PROGRAM};
use mainstay_faults::{report, sized, Scratch};
use mainstay_support::files_under;
use std::path::Path;
use std::process::Command;

/// What a person can be told about a disk that does not take a write.
const TOLD: [&str; 3] = ["storage_full", "folder_unusable", "internal"];

/// Lets a process write to a vault under a shell's limits. Returns how many writes were refused.
fn write_under(
    vault: &mut Vault,
    shell: Command,
    place: &Path,
    tag: &str,
) -> Result<usize, String> {
    let lines = vault.writer(shell, place, tag, 40).end();
    let refused = lines
        .iter()
        .filter(|line| line.starts_with("refused") || line.starts_with("locked"));
    let codes: Vec<&str> = refused.filter_map(|line| line.rsplit(' ').next()).collect();
    let last = lines.last().cloned().unwrap_or_default();
    if !["end", "locked out"]
        .iter()
        .any(|end| last.starts_with(end))
    {
        return Err(format!("the process died after: {last}"));
    }
    if let Some(other) = codes.iter().find(|code| !TOLD.contains(code)) {
        return Err(format!("told {other}"));
    }
    let folder = vault.folder.path().to_owned();
    vault.check(&folder, tag, &lines)?;
    vault.check_under_the_lid()?;
    Ok(codes.len())
}

/// Runs the program with its arguments at the end of `script`, where they are `"$0" "$@"`.
fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script, PROGRAM]);
    command
}

#[cfg(unix)]
#[test]
fn at_any_limit_of_a_files_size_what_was_saved_stays_and_the_rest_is_refused() {
    let (mut vault, mut refused, mut limits) = (Vault::new(), 0, 0);
    // In units of 512 bytes. The vault grows while the limits do.
    for limit in (8..=sized(800, 8_000)).step_by(sized(24, 8)) {
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
        let folder = vault.folder.path().to_owned();
        let tag = format!("limit-{limit}");
        refused += write_under(&mut vault, shell(&script), &folder, &tag)
            .unwrap_or_else(|why| panic!("{limit}: {why}"));
        limits += 1;
    }
    report(&format!(
        "file size: {limits} limits, {} saved, {refused} refused, 0 lost",
        vault.saved.len()
    ));
    assert!(refused > 0, "the limits were felt");
    assert!(vault.saved.len() > 100, "and not always");
}

/// What a folder takes on a disk that is kept in pages of memory.
fn taken_kilobytes(folder: &Path) -> usize {
    const PAGE: usize = 4_096;
    let files = files_under(folder).into_iter();
    files
        .map(|(_, bytes)| bytes.len().div_ceil(PAGE) * PAGE / 1_024)
        .sum()
}

/// The disk is mounted in a name space of the shell's own, where nobody else sees it, and copied out at its end.
fn on_a_small_disk(kilobytes: usize, vault: &Scratch, disk: &Scratch) -> String {
    let (vault, disk) = (vault.path().display(), disk.path().display());
    format!(
        "mount -t tmpfs -o size={kilobytes}k none '{disk}' && cp -r '{vault}/.' '{disk}' || exit 9
         \"$0\" \"$@\"; code=$?
         rm -rf '{vault}/vault' && cp -r '{disk}/vault' '{vault}/'; exit $code"
    )
}

fn can_mount() -> bool {
    let try_it = "mount -t tmpfs -o size=64k none /mnt";
    let tried = Command::new("unshare")
        .args(["-rm", "sh", "-c", try_it])
        .output();
    tried.is_ok_and(|output| output.status.success())
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_what_was_saved_stays_and_the_rest_is_refused() {
    if !can_mount() {
        report("full disk: skipped, nothing can be mounted here");
        return;
    }
    let (mut vault, mut refused, mut sizes) = (Vault::new(), 0, 0);
    for room in (16..sized(976, 6_000)).step_by(sized(60, 12)) {
        let kilobytes = taken_kilobytes(vault.folder.path()) + room;
        let disk = Scratch::new();
        let inner = on_a_small_disk(kilobytes, &vault.folder, &disk);
        let mut command = shell("exec unshare -rm sh -c \"$INNER\" \"$0\" \"$@\"");
        command.env("INNER", inner);
        let tag = format!("disk-{kilobytes}");
        refused += write_under(&mut vault, command, disk.path(), &tag)
            .unwrap_or_else(|why| panic!("{kilobytes} kB: {why}"));
        sizes += 1;
    }
    report(&format!(
        "full disk: {sizes} sizes, {} saved, {refused} refused, 0 lost",
        vault.saved.len()
    ));
    assert!(refused > 0, "the disk was full");
    assert!(vault.saved.len() > 50, "and not always");
}

//! A made-up feed in the form of the Meeting Guide specification, with what is dear to read in real ones: entities,
//! long notes, accents, addresses, links.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

const ZONES: [&str; 4] = [
    "America/New_York",
    "America/Chicago",
    "Europe/London",
    "Australia/Sydney",
];

/// Writes a feed of so many meetings, and says how many bytes it has.
pub fn write(path: &Path, meetings: u32) -> io::Result<u64> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(b"[")?;
    for number in 0..meetings {
        if number > 0 {
            file.write_all(b",")?;
        }
        one(&mut file, number)?;
    }
    file.write_all(b"]")?;
    file.into_inner()?.metadata().map(|data| data.len())
}

fn one(file: &mut impl Write, n: u32) -> io::Result<()> {
    let zone = ZONES[n as usize % ZONES.len()];
    let (day, hour, minute) = (n % 7, 6 + n % 16, (n % 4) * 15);
    let (latitude, longitude) = (
        f64::from(n % 80) + 0.123_456_7,
        -f64::from(n % 170) - 0.765_432_1,
    );
    write!(
        file,
        r#"{{"id":{n},"name":"Group number {n} &#8211; Women&#8217;s Step Study","slug":"group-number-{n}","notes":"Enter by the side door &amp; ring the bell. Coffee from half an hour before. The café next door has parking for everybody who comes.","updated":"2026-0{}-1{} 14:32:23","url":"https://area{}.example.org/meetings/group-number-{n}","day":{day},"time":"{hour:02}:{minute:02}","end_time":"{:02}:{minute:02}","timezone":"{zone}","#,
        1 + n % 9,
        n % 10,
        n % 350,
        hour + 1,
    )?;
    if n.is_multiple_of(3) {
        write!(
            file,
            r#""conference_url":"https://meet.example.org/j/{}?pwd=abc{n}","conference_url_notes":"Meeting ID {n}, passcode 1234","#,
            100_000_000 + n
        )?;
    }
    write!(
        file,
        r#""types":["O","D","BE","X"],"location":"St. Brigid&#8217;s Hall {}","location_notes":"Ramp at the back","formatted_address":"{} Harbour Road, Anytown, NY 1{:04}, USA","latitude":{latitude},"longitude":{longitude},"approximate":"no","region":"North {}","group":"Group {}","entity":"District {}"}}"#,
        n % 9_000,
        n % 9_999,
        n % 10_000,
        n % 60,
        n / 3,
        n % 350,
    )
}

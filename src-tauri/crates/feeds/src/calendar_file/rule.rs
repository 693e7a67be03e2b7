//! Which rules iCalendar can say (RFC 5545, section 3.3.10).

use chrono::Weekday;
use mainstay_domain::{DayRule, DueDays, Nth, ShortMonth};

/// The RRULE of due days, without its end: `Some(None)` for one day alone, `None` where none says it.
pub(super) fn rrule(days: &DueDays) -> Option<Option<String>> {
    if days.until() == Some(days.anchor()) {
        return Some(None);
    }
    match days.rule() {
        DayRule::Days { every } => Some(Some(with_interval("DAILY", every))),
        DayRule::Weeks { every, weekdays } => {
            let names = weekdays.numbers().into_iter().filter_map(by_number);
            let names: Vec<&str> = names.collect();
            let rule = with_interval("WEEKLY", every);
            Some(Some(format!("{rule};WKST=MO;BYDAY={}", names.join(","))))
        }
        DayRule::MonthDays { every, days, short } => {
            let numbers = days.numbers();
            let is_cut = numbers.iter().any(|day| *day > 28);
            let named = match (short, numbers.as_slice()) {
                (ShortMonth::LastDay, [31]) => "-1".to_owned(),
                // A 30th that becomes the 28th: no rule says it.
                (ShortMonth::LastDay, _) if is_cut => return None,
                (_, all) => {
                    let all: Vec<String> = all.iter().map(u8::to_string).collect();
                    all.join(",")
                }
            };
            let rule = with_interval("MONTHLY", every);
            Some(Some(format!("{rule};BYMONTHDAY={named}")))
        }
        DayRule::MonthWeekday {
            every,
            nth,
            weekday,
        } => {
            let nth = match nth {
                Nth::First => "1",
                Nth::Second => "2",
                Nth::Third => "3",
                Nth::Fourth => "4",
                Nth::Last => "-1",
            };
            let rule = with_interval("MONTHLY", every);
            Some(Some(format!("{rule};BYDAY={nth}{}", name_of(weekday))))
        }
        DayRule::Cycle { .. } => None,
    }
}

fn with_interval(frequency: &str, every: u16) -> String {
    match every {
        1 => format!("FREQ={frequency}"),
        every => format!("FREQ={frequency};INTERVAL={every}"),
    }
}

fn by_number(number: u8) -> Option<&'static str> {
    let weekday = Weekday::try_from(number.checked_sub(1)?).ok()?;
    Some(name_of(weekday))
}

const fn name_of(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

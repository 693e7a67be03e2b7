//! The promise of zero loss, tried: what was called saved is there, byte for byte, after every single fault.

mod backups;
mod child;
mod controls;
mod damage;
mod elsewhere;
mod images;
mod inbox;
mod kill;
mod lid;
mod limits;
mod migration;
mod power_cut;
mod reminders;
mod reminders_full;
mod reminders_killed;
mod scans;
mod sweep;
mod torn;

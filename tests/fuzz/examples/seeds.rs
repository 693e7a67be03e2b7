//! Writes the seeds of the corpus: `cargo run -p mainstay-fuzz --example seeds`. What fuzzing found stays beside them.

use std::fs;
use std::path::Path;

/// Every command at least once, in sequences as a person would cause them.
const COMMANDS: &[(&str, &str)] = &[
    (
        "opening",
        r#"app_status {}
passphrase_rate {"passphrase":"copper lantern"}
vault_create {"passphrase":"copper lantern quiet harbour"}
vault_lock {}
vault_unlock {"passphrase":"copper lantern quiet harbour","acceptOlder":false}
vault_unlock_with_code {"code":"0000-0000-0000-0000-0000-0000-0000","acceptOlder":true}
session_touch {}"#,
    ),
    (
        "changing-what-opens",
        r#"passphrase_practice {"passphrase":"copper lantern quiet harbour"}
passphrase_change {"proof":{"passphrase":"copper lantern quiet harbour","code":null},"passphrase":"seven quiet herons over water"}
passphrase_change_confirm {"passphrase":"seven quiet herons over waters"}
passphrase_change_cancel {}
recovery_code_renew {"proof":{"passphrase":"copper lantern quiet harbour","code":null}}
recovery_code_confirm {"groups":[{"position":0,"text":"ABCD"},{"position":3,"text":"EFGH"},{"position":6,"text":"JKMN"}]}"#,
    ),
    (
        "goal",
        r#"goal_create {"kind":"other","name":"night shifts","direction":"reduce","startedAt":"2026-11-01T00:00"}
goal_list {}
goal_update {"id":"$id","kind":"other","name":"late nights","direction":"abstain","startedAt":"2026-10-25T01:30"}
goal_delete {"id":"$id"}
change_undo {"changes":["$change"]}"#,
    ),
    (
        "check-in",
        r#"check_in_log {"at":"2026-11-20T23:59","mood":3,"craving":6,"confidence":5,"sleepMinutes":420,"halt":{"hungry":1,"angry":null,"lonely":3,"tired":0},"used":false,"note":"a quiet one"}
check_in_update {"id":"$id","at":null,"mood":5,"craving":null,"confidence":null,"sleepMinutes":null,"halt":{"hungry":null,"angry":null,"lonely":null,"tired":null},"used":null,"note":"\u202e later"}
check_in_delete {"id":"$id"}
change_undo {"changes":["$change"]}
today_get {}"#,
    ),
    (
        "craving",
        r#"trigger_create {"kind":"place","name":"the corner"}
trigger_list {}
craving_log {"at":null,"goalId":null,"strengthBefore":7,"strengthAfter":null,"triggers":["$id"],"tool":null,"toolSeconds":null,"acted":null,"note":""}
craving_update {"id":"$id","at":null,"goalId":null,"strengthBefore":7,"strengthAfter":4,"triggers":[],"tool":"paced_breathing","toolSeconds":60,"acted":false,"note":"it went"}
craving_delete {"id":"$id"}
change_undo {"changes":["$change"]}"#,
    ),
    (
        "journal",
        r#"journal_entry_log {"at":"2026-11-20T07:15","text":"A letter\nin two lines","tags":["Home","home "]}
journal_draft_update {"id":"$id","at":null,"text":"A letter, changed","tags":[]}
journal_draft_confirm {"id":"$id"}
history_get {"kind":"journal_entry","id":"$id"}
history_restore {"kind":"journal_entry","id":"$id","change":"$change"}
search_list {"text":"\"lett* OR (","kinds":["journal_entry"],"from":"2026-01-01","to":null,"before":"7","limit":3}
held_text_update {"place":"journal_entry","id":"$id","text":"{}"}
held_text_list {}
held_text_delete {"place":"journal_entry","id":"$id"}
journal_entry_get {"id":"$id"}
journal_entry_update {"id":"$id","at":null,"text":"<b>","tags":["\u202e"]}
journal_entry_delete {"id":"$id"}
removed_list {}
removed_restore {"id":"$id"}
journal_tag_list {}"#,
    ),
    (
        "people",
        r#"person_create {"name":"Ana","role":"sponsor","phone":"+44 (0)20 7946 0018 x 12","message":"Are you there?"}
person_list {}
person_update {"id":"$id","name":"\u202e","role":"family","phone":"","message":"","place":4294967295}
person_create {"name":"Bo","role":"friend","phone":"x","message":""}
person_delete {"id":"$id"}
removed_list {}
"#,
    ),
    (
        "check-in-items",
        r#"check_in_item_create {"kind":"number","name":"Water","unit":"glasses","low":"","high":""}
check_in_log {"at":null,"mood":3,"craving":null,"confidence":null,"sleepMinutes":null,"halt":{"hungry":null,"angry":null,"lonely":null,"tired":null},"used":null,"note":"","items":[{"itemId":"$id","value":{"kind":"number","value":2500}}]}
check_in_item_create {"kind":"text","name":"\u202e","unit":"x","low":"","high":""}
check_in_item_list {}
check_in_item_update {"id":"$id","name":"Tea","unit":"","low":"","high":"","isAsked":false,"place":4294967295}
chart_get {"measure":"item_number","itemId":"$id","range":"all"}
check_in_item_delete {"id":"$id"}
change_undo {"changes":["$change"]}
removed_list {}"#,
    ),
    (
        "lapse",
        r#"goal_create {"kind":"alcohol","name":"","direction":"abstain","startedAt":"2026-11-01T00:00"}
lapse_log {"goalId":"$id","at":"2026-11-14T22:00","note":"a wedding"}
lapse_update {"id":"$id","goalId":null,"at":"2026-11-14T21:00","note":"the wedding"}
lapse_delete {"id":"$id"}
change_undo {"changes":["$change"]}
journey_list {"before":"2026-11-21","days":31}
journey_month {"month":"2026-11"}"#,
    ),
    (
        "settings",
        r#"settings_get {}
settings_update {"headline":"total_days","firstDay":"counts","dayStartHour":4,"lockAfterMinutes":5,"setUp":"done"}
settings_update {"dayStartHour":23}
lost_writes_dismiss {}
today_get {}"#,
    ),
    (
        "backup",
        r#"backup_create {}
backup_list {}
backup_check {"atMs":1795285800000}
backup_restore {"atMs":1795285800000,"proof":{"passphrase":"copper lantern quiet harbour","code":null}}
work_get {}
work_cancel {}"#,
    ),
    (
        "locked",
        r#"vault_lock {}
quick_entry_log {"id":null,"answer":{"kind":"craving","strength":null}}
quick_entry_log {"id":"$id","answer":{"kind":"craving","strength":7}}
quick_entry_log {"id":null,"answer":{"kind":"check_in","mood":2}}
quick_entry_delete {"id":"$id"}
vault_unlock {"passphrase":"copper lantern quiet harbour"}
today_get {}
quick_entries_dismiss {}"#,
    ),
    (
        "device",
        r#"opening_status {}
pin_create {"proof":{"passphrase":"copper lantern quiet harbour"},"pin":"7391"}
vault_unlock_with_pin {"pin":"7391"}
pin_delete {"proof":{"passphrase":"copper lantern quiet harbour"}}
vault_unlock_with_device {}
vault_start {}
elsewhere_get {}
elsewhere_choose {"purpose":"save"}"#,
    ),
    (
        "wipe",
        r#"vault_wipe {"proof":{"passphrase":"copper lantern"}}
vault_wipe {"proof":{"passphrase":"copper lantern quiet harbour"}}
app_status {}"#,
    ),
    (
        "far-times",
        r#"check_in_log {"at":"9999-12-31T23:59","mood":1,"craving":0,"confidence":10,"sleepMinutes":1440,"halt":{"hungry":0,"angry":0,"lonely":0,"tired":0},"used":true,"note":"x"}
journey_list {"before":"0001-01-01","days":4294967295}
journey_month {"month":"-0001-13"}
goal_create {"kind":"other","name":"","direction":"undecided","startedAt":"1970-01-01T00:00"}
lapse_log {"goalId":"$id","at":"2026-03-29T01:30","note":""}"#,
    ),
];

const CODES: &[(&str, &str)] = &[
    ("zeros", "0000-0000-0000-0000-0000-0000-0000"),
    ("as-typed", " 7ko1 il0o-ABCD efgh JKMN pqrs TVWX"),
    ("short", "7KMN-"),
    ("other-script", "７ＫＭＮ-АВСЕ-\u{202e}0000"),
];

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let write = |target: &str, name: &str, bytes: &[u8]| {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder).expect("a folder for the corpus");
        fs::write(folder.join(format!("seed-{name}")), bytes).expect("room for a seed");
    };
    for (name, text) in COMMANDS {
        write("command", name, text.as_bytes());
    }
    for (name, text) in CODES {
        write("recovery_code", name, text.as_bytes());
    }
    for (target, name, bytes) in mainstay_fuzz::binary_seeds() {
        write(target, name, &bytes);
        write(
            target,
            &format!("{name}-short"),
            bytes.get(..bytes.len() / 2).unwrap_or_default(),
        );
    }
    write("header", "nothing", b"");
}

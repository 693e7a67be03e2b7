//! A record of the inbox: sealed bytes, and what may stand in one.

use crate::header::vault_key;
use mainstay_domain::{DayStart, QuickEntry};
use mainstay_vault::{InboxRecipient, INBOX_RECORD_BYTES};

const VAULT: [u8; 16] = [7; 16];

fn sealed(content: &[u8]) -> Vec<u8> {
    let mut record = [b' '; INBOX_RECORD_BYTES];
    record
        .iter_mut()
        .zip(content)
        .for_each(|(to, from)| *to = *from);
    let recipient: InboxRecipient = vault_key().inbox_recipient();
    let sealed = recipient.seal(&crate::header::Sevens, &VAULT, &record);
    sealed.expect("any content is sealed").to_vec()
}

/// A whole record, and what is in one.
pub(crate) fn seed(n: usize) -> Vec<u8> {
    let text = br#"{"id":"01a1ff60-3ea3-7575-8dd5-d73648576a4b","atMs":1795285860000,"zone":"Europe/London","kind":"craving","strength":6}"#;
    match n {
        0 => sealed(text),
        _ => text.to_vec(),
    }
}

/// Bytes as a record, as what is in one, and as an entry that would be taken in.
pub(crate) fn run(bytes: &[u8]) {
    let _ = vault_key().open_inbox_record(&VAULT, bytes);
    let opened = vault_key().open_inbox_record(&VAULT, &sealed(bytes));
    let opened = opened.expect("what was sealed opens");
    let kept = bytes.len().min(INBOX_RECORD_BYTES);
    assert_eq!(opened[..kept], bytes[..kept], "as it was sealed");
    if let Ok(entry) = serde_json::from_slice::<QuickEntry>(bytes) {
        entry
            .unsealed(DayStart::default())
            .expect("an entry of any time has a day");
    }
}

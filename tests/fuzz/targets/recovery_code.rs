//! The recovery code, as somebody types it.

use mainstay_vault::RecoveryCode;

pub(crate) fn run(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let normal = RecoveryCode::normalise(&typed);
    assert_eq!(
        *RecoveryCode::normalise(&normal),
        *normal,
        "writing it as the code does changes it once"
    );
    match RecoveryCode::parse(&typed) {
        Ok(code) => {
            let shown = code.expose_text();
            let again = RecoveryCode::parse(&shown).expect("a code that is shown can be typed");
            assert_eq!(*again.expose_text(), *shown);
        }
        Err(_) => assert!(
            RecoveryCode::parse(&normal).is_err(),
            "its normal form is no code either"
        ),
    }
}

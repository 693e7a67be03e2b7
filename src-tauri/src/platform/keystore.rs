//! The system's secret store: none in this step. Nothing is kept in one until "open with this device" and reminders
//! while locked exist, and an unused door is one to guard.

use mainstay_core::ports::Keystore;
use std::sync::Arc;

/// The secret store of this system.
pub(super) fn system() -> Option<Arc<dyn Keystore>> {
    None
}

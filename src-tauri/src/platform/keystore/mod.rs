//! The system's secret store: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows. Phones: none
//! yet; theirs come with biometrics.
//!
//! Deliberately not here: what is kept and under which name (core).

#[cfg(desktop)]
mod patient;
#[cfg(target_os = "linux")]
mod secret_service;
#[cfg(all(test, target_os = "linux"))]
mod tests;
#[cfg(any(target_os = "macos", windows))]
mod vendor;

use mainstay_core::ports::Keystore;
use std::sync::Arc;

/// The name under which everything of ours stands in a store.
#[cfg(desktop)]
const SERVICE: &str = "app.mainstay.companion";

/// The secret store of this system. Asks it nothing yet.
pub(super) fn system() -> Option<Arc<dyn Keystore>> {
    #[cfg(target_os = "linux")]
    return Some(Arc::new(patient::Patient::new(
        secret_service::SecretServiceStore,
    )));
    #[cfg(any(target_os = "macos", windows))]
    return Some(Arc::new(patient::Patient::new(vendor::VendorStore)));
    #[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
    None
}

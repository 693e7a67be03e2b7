//! The one command of the window: `call(name, request)`, answered by the core on a worker thread.
//!
//! Invariants: the event loop never waits for the core; a panic in a command becomes the code `internal` and the app
//! goes on; what crosses to the window is a value or a code, never a sentence.

use crate::lifecycle::Pulse;
use crate::platform::entropy::SystemEntropy;
use crate::{log, SharedApp};
use mainstay_core::ports::Entropy;
use mainstay_core::{ErrorCode, Failure};
use serde_json::Value;
use tauri::State;

/// Why a call was not answered. Serialises to `{code, field, reference}` in both cases.
#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
pub(crate) enum Refusal {
    /// The core refused, or could not.
    Failed(Failure),
    /// The command panicked.
    Panicked {
        /// Always `internal`.
        code: ErrorCode,
        /// Always none.
        field: Option<String>,
        /// Stands beside the command's name in the log.
        reference: String,
    },
}

/// Runs the command `name` of the core.
///
/// # Errors
/// A [`Refusal`] with the code of what went wrong.
#[tauri::command]
pub(crate) async fn call(
    app: State<'_, SharedApp>,
    pulse: State<'_, Pulse>,
    name: String,
    request: Value,
) -> Result<Value, Refusal> {
    let app = SharedApp::clone(&app);
    let answer = on_worker(move || app.dispatch(&name, request)).await;
    pulse.ring();
    answer
}

async fn on_worker<W>(work: W) -> Result<Value, Refusal>
where
    W: FnOnce() -> Result<Value, Failure> + Send + 'static,
{
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(failure)) => {
            log::line(&format!("{} {}", failure.reference, failure.detail()));
            Err(Refusal::Failed(failure))
        }
        Err(_) => Err(panicked()),
    }
}

fn panicked() -> Refusal {
    let mut bytes = [0; 4];
    // Without random bytes the reference is all zeros, and the line is still there.
    let _ = SystemEntropy.fill(&mut bytes);
    let reference = format!("{:08x}", u32::from_be_bytes(bytes));
    log::line(&format!("{reference} a command panicked"));
    Refusal::Panicked {
        code: ErrorCode::Internal,
        field: None,
        reference,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(
        work: impl FnOnce() -> Result<Value, Failure> + Send + 'static,
    ) -> Result<Value, Refusal> {
        tauri::async_runtime::block_on(on_worker(work))
    }

    #[test]
    fn a_panic_becomes_an_internal_failure_and_the_next_call_works() {
        let refusal = run(|| panic!("a sentence that somebody wrote")).expect_err("it panicked");
        let wire = serde_json::to_value(&refusal).expect("json");
        assert_eq!(wire["code"], "internal");
        assert_eq!(wire["field"], Value::Null);
        assert_eq!(wire["reference"].as_str().map(str::len), Some(8));
        assert!(
            !wire.to_string().contains("sentence"),
            "the message stays behind"
        );
        assert_eq!(run(|| Ok(Value::from(1))).expect("the worker is well"), 1);
    }
}

//! Server-sent events: one queue for each page that listens.

use std::io::{self, Read};
use std::sync::mpsc::{channel, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A line that says nothing is sent this often, so that a page that went away is noticed.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// Everybody who listens.
#[derive(Debug, Default)]
pub struct Events(Mutex<Vec<Sender<String>>>);

impl Events {
    /// A new listener.
    pub fn listen(&self) -> EventStream {
        let (sender, receiver) = channel();
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(sender);
        EventStream {
            receiver,
            pending: b": here\n\n".to_vec(),
        }
    }

    /// Tells every listener; those that went away are forgotten.
    pub fn tell(&self, name: &str, payload: &serde_json::Value) {
        let text = format!("event: {name}\ndata: {payload}\n\n");
        let mut listeners = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.send(text.clone()).is_ok());
    }
}

/// The body of an answer that does not end.
#[derive(Debug)]
pub struct EventStream {
    receiver: Receiver<String>,
    pending: Vec<u8>,
}

impl Read for EventStream {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.pending.is_empty() {
            self.pending = match self.receiver.recv_timeout(HEARTBEAT) {
                Ok(text) => text.into_bytes(),
                Err(RecvTimeoutError::Timeout) => b": still here\n\n".to_vec(),
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            };
        }
        let n = self.pending.len().min(out.len());
        let rest = self.pending.split_off(n);
        out.iter_mut()
            .zip(&self.pending)
            .for_each(|(to, from)| *to = *from);
        self.pending = rest;
        Ok(n)
    }
}

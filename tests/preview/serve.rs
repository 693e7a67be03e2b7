//! Requests and answers.

use crate::events::Events;
use mainstay_core::ports::Entropy;
use mainstay_core::App;
use mainstay_support::{FixedClock, RecordingNotifier, SystemEntropy};
use serde_json::{json, Value};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server};

/// The largest request that is read. The core refuses far smaller texts; this only bounds the preview's memory.
const MAX_BODY_BYTES: u64 = 8 * 1024 * 1024;

/// The same rules as in the shipped window, with this origin in place of Tauri's IPC.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html";

/// The running preview.
#[derive(Debug)]
pub struct Preview {
    app: App,
    server: Server2,
    ui: PathBuf,
    token: String,
    clock: Option<Arc<FixedClock>>,
    notifier: Arc<RecordingNotifier>,
    events: Events,
}

/// `tiny_http::Server` cannot print itself.
struct Server2(Server);

impl std::fmt::Debug for Server2 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Server")
    }
}

/// An answer: status, content type, body.
struct Answer(u16, &'static str, Vec<u8>);

impl Preview {
    /// A preview over its parts, with a new random token.
    pub fn new(
        app: App,
        server: Server,
        ui: PathBuf,
        clock: Option<Arc<FixedClock>>,
        notifier: Arc<RecordingNotifier>,
    ) -> Result<Self, String> {
        let mut bytes = [0; 16];
        SystemEntropy::default()
            .fill(&mut bytes)
            .map_err(|error| error.to_string())?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self {
            app,
            server: Server2(server),
            ui,
            token,
            clock,
            notifier,
            events: Events::default(),
        })
    }

    /// Where it is served.
    pub fn url(&self) -> String {
        format!("http://{}", self.server.0.server_addr())
    }

    /// What a request needs to reach the core.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Locks when it is time to, and tells the pages.
    pub fn tick(&self) {
        if let Some(status) = self.app.tick() {
            self.events
                .tell("locked", &serde_json::to_value(status).unwrap_or_default());
        }
    }

    /// Serves requests until the server goes.
    pub fn work(&self) {
        while let Ok(request) = self.server.0.recv() {
            self.answer(request);
        }
    }

    fn answer(&self, mut request: Request) {
        let url = request.url().to_owned();
        let (path, query) = url.split_once('?').unwrap_or((&url, ""));
        if !self.is_local(&request) {
            return send(
                request,
                Answer(403, "text/plain", b"not this host".to_vec()),
            );
        }
        if path == "/events" {
            return self.stream(request, query);
        }
        let needs_token = path.starts_with("/ipc/") || path.starts_with("/test/");
        let answer = if needs_token && !self.has_token(&request, query) {
            Answer(403, "text/plain", b"token needed".to_vec())
        } else {
            self.route(&mut request, path)
        };
        send(request, answer);
    }

    fn route(&self, request: &mut Request, path: &str) -> Answer {
        match (request.method(), path.strip_prefix("/ipc/")) {
            (Method::Post, Some(command)) => self.command(request, command),
            (Method::Post, None) if path == "/test/clock" => self.move_clock(request),
            (Method::Get, None) if path == "/test/notifications" => Answer::json(
                200,
                &serde_json::to_value(self.notifier.shown()).unwrap_or_default(),
            ),
            (Method::Get | Method::Head, None) => self.file(path),
            _ => Answer(405, "text/plain", b"method not allowed".to_vec()),
        }
    }

    fn command(&self, request: &mut Request, command: &str) -> Answer {
        let Some(body) = body(request) else {
            return Answer(413, "text/plain", b"too large".to_vec());
        };
        let parsed = serde_json::from_slice(&body).unwrap_or(Value::Null);
        match self.app.dispatch(command, parsed) {
            Ok(value) => Answer::json(200, &json!({ "ok": value })),
            Err(failure) => {
                log(command, &failure.reference, failure.detail());
                Answer::json(200, &json!({ "error": failure }))
            }
        }
    }

    fn move_clock(&self, request: &mut Request) -> Answer {
        let wanted = body(request)
            .and_then(|body| serde_json::from_slice::<Value>(&body).ok())
            .unwrap_or_default();
        let Some(clock) = &self.clock else {
            return Answer(
                409,
                "text/plain",
                b"the clock is real: start with --now".to_vec(),
            );
        };
        if let Some(zone) = wanted.get("zone").and_then(Value::as_str) {
            if zone.parse::<chrono_tz::Tz>().is_err() {
                return Answer(400, "text/plain", b"zone is not an IANA zone".to_vec());
            }
            clock.travel(zone);
        }
        if let Some(now) = wanted.get("now").and_then(Value::as_str) {
            match chrono::DateTime::parse_from_rfc3339(now) {
                Ok(now) => clock.set_ms(now.timestamp_millis()),
                Err(_) => {
                    return Answer(
                        400,
                        "text/plain",
                        b"now is not an RFC 3339 instant".to_vec(),
                    )
                }
            }
        }
        self.tick();
        Answer::json(200, &json!({ "ok": true }))
    }

    fn file(&self, path: &str) -> Answer {
        let relative = Path::new(path.trim_start_matches('/'));
        let inside = relative
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let file = self.ui.join(if relative.as_os_str().is_empty() {
            Path::new("index.html")
        } else {
            relative
        });
        match std::fs::read(&file) {
            Ok(bytes) if inside => Answer(200, content_type(&file), bytes),
            _ => Answer(404, "text/plain", b"not found".to_vec()),
        }
    }

    fn stream(&self, request: Request, query: &str) {
        if !self.has_token(&request, query) {
            return send(request, Answer(403, "text/plain", b"token needed".to_vec()));
        }
        let headers = vec![
            header("content-type", "text/event-stream"),
            header("cache-control", "no-store"),
        ];
        let response = Response::new(200.into(), headers, self.events.listen(), None, None);
        // A page that went away ends its stream; that is no error.
        let _ = request.respond(response.with_chunked_threshold(0));
    }

    fn has_token(&self, request: &Request, query: &str) -> bool {
        let sent = request
            .headers()
            .iter()
            .find(|header| header.field.equiv("x-mainstay-token"));
        sent.is_some_and(|header| header.value.as_str() == self.token)
            || query
                .split('&')
                .any(|pair| pair.strip_prefix("token=") == Some(&self.token))
    }

    /// A page of another site can make a browser ask this port; it cannot make it name this host.
    fn is_local(&self, request: &Request) -> bool {
        let host = request
            .headers()
            .iter()
            .find(|header| header.field.equiv("host"));
        host.is_some_and(|header| header.value.as_str() == self.server.0.server_addr().to_string())
    }
}

impl Answer {
    fn json(status: u16, value: &Value) -> Self {
        Self(status, "application/json", value.to_string().into_bytes())
    }
}

fn body(request: &mut Request) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    let read = request
        .as_reader()
        .take(MAX_BODY_BYTES + 1)
        .read_to_end(&mut body);
    (read.is_ok() && body.len() as u64 <= MAX_BODY_BYTES).then_some(body)
}

fn send(request: Request, Answer(status, content_type, body): Answer) {
    let response = Response::from_data(body)
        .with_status_code(status)
        .with_header(header("content-type", content_type))
        .with_header(header("cache-control", "no-store"))
        .with_header(header("x-content-type-options", "nosniff"))
        .with_header(header("content-security-policy", CONTENT_SECURITY_POLICY));
    // The page may have gone; nobody is left to tell.
    let _ = request.respond(response);
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("constant headers are well formed")
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[expect(clippy::print_stderr, reason = "a command-line program")]
fn log(command: &str, reference: &str, detail: &str) {
    eprintln!("{command} {reference}: {detail}");
}

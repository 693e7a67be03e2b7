//! Requests and answers.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path as UrlPath, Request, State};
use axum::http::{header, HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::{from_fn_with_state, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use mainstay_core::ports::NoticeAnswer;
use mainstay_core::App;
use mainstay_support::{FixedClock, GivenPlaces, KeystoreMood, MemoryKeystore, RecordingNotifier};
use serde_json::{json, Value};
use std::convert::Infallible;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

/// The largest request that is read. The core refuses far smaller texts; this only bounds the preview's memory.
const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;

/// The same rules as in the shipped window, with this origin in place of Tauri's IPC.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// The running preview.
#[derive(Debug)]
pub struct Preview {
    app: App,
    host: String,
    token: String,
    ui: PathBuf,
    watched: Watched,
    told: broadcast::Sender<(&'static str, Value)>,
}

/// What a test can move and look at.
#[derive(Debug)]
pub struct Watched {
    /// The clock, where it stands.
    pub clock: Option<Arc<FixedClock>>,
    /// Notifications.
    pub notifier: Arc<RecordingNotifier>,
    /// The device's secret store.
    pub keystore: Arc<MemoryKeystore>,
    /// Answers the dialogs.
    pub places: Arc<GivenPlaces>,
}

type Shared = State<Arc<Preview>>;

impl Preview {
    /// A preview over its parts.
    pub fn new(app: App, host: String, token: String, ui: PathBuf, watched: Watched) -> Self {
        let (told, _) = broadcast::channel(16);
        Self {
            app,
            host,
            token,
            ui,
            watched,
            told,
        }
    }

    /// Where it is served.
    pub fn url(&self) -> String {
        format!("http://{}", self.host)
    }

    /// What a request needs to reach the core.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Locks when it is time to, and tells the pages; with nobody to tell, that is fine.
    pub fn tick(&self) {
        if let Some(status) = self.app.tick() {
            let status = serde_json::to_value(status).unwrap_or_default();
            let _ = self.told.send(("locked", status));
        }
        // The shell has a thread for it; this keystore is in memory and answers at once.
        self.app.keystore_tend();
    }
}

/// All routes.
pub fn router(preview: Arc<Preview>) -> Router {
    let core = Router::new()
        .route("/ipc/{command}", post(command))
        .route("/events", get(events))
        .route("/test/clock", post(move_clock))
        .route("/test/place", post(give_place))
        .route("/test/notifications", get(notifications))
        .route("/test/ring", post(ring))
        .route("/test/touch", post(touch))
        .route("/test/keystore", post(change_keystore))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(from_fn_with_state(Arc::clone(&preview), needs_token));
    core.fallback(get(file))
        .layer(from_fn_with_state(Arc::clone(&preview), only_here))
        .with_state(preview)
}

/// A page of another site can make a browser ask this port; it cannot make it name this host.
async fn only_here(
    State(preview): Shared,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    if headers
        .get(header::HOST)
        .is_none_or(|host| host != preview.host.as_str())
    {
        return (StatusCode::FORBIDDEN, "not this host").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(CONTENT_SECURITY_POLICY),
    );
    response
}

async fn needs_token(State(preview): Shared, request: Request, next: Next) -> Response {
    let in_header = request
        .headers()
        .get("x-mainstay-token")
        .is_some_and(|sent| sent == preview.token.as_str());
    let query = request.uri().query().unwrap_or_default();
    let in_query = query
        .split('&')
        .any(|pair| pair.strip_prefix("token=") == Some(&preview.token));
    if in_header || in_query {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "token needed").into_response()
    }
}

async fn command(State(preview): Shared, UrlPath(name): UrlPath<String>, body: Bytes) -> Response {
    let request = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let answered = tokio::task::spawn_blocking(move || answer(&preview.app, &name, request)).await;
    match answered {
        Ok(value) => Json(value).into_response(),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "the command panicked").into_response(),
    }
}

fn answer(app: &App, name: &str, request: Value) -> Value {
    let answer = app.dispatch(name, request);
    app.keystore_tend();
    match answer {
        Ok(value) => json!({ "ok": value }),
        Err(failure) => {
            #[expect(clippy::print_stderr, reason = "a command-line program")]
            {
                eprintln!("{name} {}: {}", failure.reference, failure.detail());
            }
            json!({ "error": failure })
        }
    }
}

async fn events(State(preview): Shared) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let told = BroadcastStream::new(preview.told.subscribe());
    let events = told
        .filter_map(Result::ok)
        .map(|(name, what)| Ok(Event::default().event(name).data(what.to_string())));
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn notifications(State(preview): Shared) -> Response {
    Json(serde_json::to_value(preview.watched.notifier.shown()).unwrap_or_default()).into_response()
}

/// Rings what is due, as the shell's loop would.
async fn ring(State(preview): Shared) -> Response {
    let rung = tokio::task::spawn_blocking(move || preview.app.reminder_tend()).await;
    Json(json!({ "changed": rung.is_ok_and(|tended| tended.changed) })).into_response()
}

/// Touches the notification that was shown last.
async fn touch(State(preview): Shared) -> Response {
    let Some(last) = preview.watched.notifier.shown().pop() else {
        return (StatusCode::CONFLICT, "nothing was shown").into_response();
    };
    match preview.app.notice_answer(last.id, NoticeAnswer::Open) {
        Ok(is_ours) => {
            let _ = preview.told.send(("opened", Value::Null));
            Json(json!({ "ok": is_ours })).into_response()
        }
        Err(error) => (StatusCode::CONFLICT, error.to_string()).into_response(),
    }
}

async fn change_keystore(State(preview): Shared, Json(wanted): Json<Value>) -> Response {
    let keystore = &preview.watched.keystore;
    if wanted.get("forget") == Some(&Value::Bool(true)) {
        keystore.forget_all();
    }
    let Some(name) = wanted.get("mood").and_then(Value::as_str) else {
        return Json(json!({ "ok": true })).into_response();
    };
    let Some(mood) = KeystoreMood::named(name) else {
        return (StatusCode::BAD_REQUEST, "no such mood").into_response();
    };
    keystore.set_mood(mood);
    Json(json!({ "ok": true })).into_response()
}

async fn give_place(State(preview): Shared, Json(wanted): Json<Value>) -> Response {
    let file = wanted.get("file").and_then(Value::as_str);
    preview.watched.places.give(file.map(PathBuf::from));
    Json(json!({ "ok": true })).into_response()
}

async fn move_clock(State(preview): Shared, Json(wanted): Json<Value>) -> Response {
    let Some(clock) = &preview.watched.clock else {
        return (StatusCode::CONFLICT, "the clock is real: start with --now").into_response();
    };
    let word = |name: &str| wanted.get(name).and_then(Value::as_str);
    let now = word("now")
        .map(chrono::DateTime::parse_from_rfc3339)
        .transpose();
    let zone = word("zone").map(str::parse::<chrono_tz::Tz>).transpose();
    let (Ok(now), Ok(zone)) = (now, zone) else {
        return (
            StatusCode::BAD_REQUEST,
            "now is RFC 3339, zone an IANA name",
        )
            .into_response();
    };
    if let Some(zone) = zone {
        clock.travel(zone.name());
    }
    if let Some(now) = now {
        clock.set_ms(now.timestamp_millis());
    }
    preview.tick();
    Json(json!({ "ok": true })).into_response()
}

async fn file(State(preview): Shared, uri: Uri) -> Response {
    let relative = Path::new(uri.path().trim_start_matches('/'));
    let inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let index = Path::new("index.html");
    let file = preview.ui.join(if relative.as_os_str().is_empty() {
        index
    } else {
        relative
    });
    match std::fs::read(&file) {
        Ok(bytes) if inside => {
            ([(header::CONTENT_TYPE, content_type(&file))], bytes).into_response()
        }
        _ => (StatusCode::NOT_FOUND, "not found").into_response(),
    }
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

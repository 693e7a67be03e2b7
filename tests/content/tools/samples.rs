//! Two samples that hold every kind of step, for the planted faults.

use serde_json::{json, Value};

/// Options, cards, rows and the like.
fn named(ids: &[&str]) -> Vec<Value> {
    let named = ids
        .iter()
        .map(|id| json!({ "id": id, "label": "It is like this" }));
    named.collect()
}

/// A tool for a quiet hour.
pub(super) fn calm() -> Value {
    let source = json!({
        "title": "Waves", "publisher": "A school", "url": "https://example.org/waves", "checkedOn": "2026-11-23"
    });
    let gate = ["heart", "slow-pulse", "beta-blocker", "eating", "pregnant"];
    let conditions = named(&gate);
    json!({
        "id": "sample", "version": 1, "family": "cbt", "title": "Look at a wave", "promise": "See how a wave goes by.",
        "minutes": 10, "moment": "calm", "needs": ["urge", "planning"], "strongest": 6,
        "indicated": "When there is time to look.", "cautions": ["Not while you drive."],
        "gate": { "ask": "Is one of these true?", "conditions": conditions, "then": "Then we leave out the cold." },
        "keeps": "Your answers, in your journal only.", "basedOn": [source], "reviewedOn": "2026-11-23",
        "steps": [
            { "id": "which", "kind": "choose", "title": "Which one?", "many": false, "own": true,
              "options": [{ "id": "one", "label": "The first" }, { "id": "two", "label": "The next", "words": "It is small." }] },
            { "id": "about", "kind": "read", "title": "A wave", "when": { "step": "which", "is": ["one"] }, "words": ["It goes up. It goes down."] },
            { "id": "note", "kind": "text", "title": "What do you see?", "lines": 6, "hint": "For example: it is blue" },
            { "id": "ideas", "kind": "list", "title": "What helps?", "most": 5, "starters": ["A walk"] },
            { "id": "before", "kind": "scale", "title": "How high is it?", "from": 0, "to": 10, "low": "Low", "high": "High" },
            { "id": "sure", "kind": "ruler", "title": "How sure are you?", "low": "Not yet", "high": "Sure",
              "whyNotLower": "Why {n}, and not {lower}?", "whatWouldRaise": "What would make it {higher}?" },
            { "id": "cold", "kind": "timer", "title": "Cold on your skin", "unless": gate, "seconds": 60, "rateEvery": 30, "untilLow": true,
              "prompts": [{ "at": 0, "words": "Hold cold water." }, { "at": 30, "words": "Let go." }] },
            { "id": "breathe", "kind": "breathing", "title": "Slow breaths", "in": 4, "hold": 0, "out": 6, "rest": 0, "rounds": 9 },
            { "id": "who", "kind": "person", "title": "Who could you tell?", "why": "Two see more.", "message": "Hi {name}. Can we talk?" },
            { "id": "after", "kind": "scale", "title": "How high is it now?", "from": 0, "to": 10, "low": "Low", "high": "High", "again": "before" },
            { "id": "end", "kind": "summary", "title": "Your wave", "shows": ["note", "before", "after"], "close": "It went by.",
              "keep": "coping_card", "from": "note" }
        ]
    })
}

/// A tool for now, with the other kinds of steps.
pub(super) fn now() -> Value {
    let mut tool = calm();
    tool["moment"] = json!("now");
    tool["strongest"] = json!(10);
    tool["gate"] = Value::Null;
    tool["steps"] = json!([
        { "id": "cards", "kind": "sort", "title": "Sort these", "own": true,
          "cards": named(&["a", "b", "c", "d", "e", "f"]),
          "piles": [{ "id": "yes", "label": "Yes", "most": 3 }, { "id": "no", "label": "No" }] },
        { "id": "around", "kind": "senses", "title": "What is here?",
          "parts": [{ "id": "see", "label": "things you see", "count": 5 }, { "id": "hear", "label": "sounds", "count": 1 }] },
        { "id": "where", "kind": "body", "title": "Your body", "ask": "Where do you feel it?" },
        { "id": "sides", "kind": "table", "title": "Two sides", "shape": "square", "weights": true,
          "cells": named(&["a", "b", "c", "d"]) },
        { "id": "chain", "kind": "table", "title": "One by one", "shape": "chain", "stepOff": "Where could you step off?",
          "links": named(&["a", "b", "c"]) },
        { "id": "when", "kind": "schedule", "title": "When?", "what": "Look once more", "offer": "today" },
        { "id": "week", "kind": "grid", "title": "A week", "days": 7, "rows": named(&["a", "b"]) },
        { "id": "much", "kind": "amounts", "title": "How much?",
          "items": [{ "id": "bed", "label": "In bed at", "unit": "time_of_day", "most": 1439 },
                    { "id": "naps", "label": "Naps", "unit": "minutes", "most": 300 },
                    { "id": "cups", "label": "Cups", "unit": "times", "most": 20 }] },
        { "id": "close", "kind": "read", "title": "You can stop here", "words": ["This is enough."] }
    ]);
    tool
}

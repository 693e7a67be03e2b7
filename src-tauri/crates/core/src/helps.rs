//! What helps me: tools and company, in the order in which they have helped this person.

use crate::{App, Result};
use mainstay_domain::{helps, Craving, GoalId, Help, ToolKey, TriggerId, TriggerKind, Use};
use std::collections::BTreeSet;

/// At which cravings to look.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HelpsListRequest {
    /// At those around which this was named; `null` is all of them.
    pub trigger_id: Option<TriggerId>,
    /// At those of this goal; `null` is all of them.
    pub goal_id: Option<GoalId>,
}

/// What has helped, the most helpful first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HelpsList {
    /// Tools.
    pub tools: Vec<Help<ToolKey>>,
    /// With whom they were, by the trigger that says so.
    pub people: Vec<Help<TriggerId>>,
}

impl App {
    /// Tools and company ranked by the strength before and after, with counts.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn helps_list(&self, request: HelpsListRequest) -> Result<HelpsList> {
        self.with_open(|open| {
            let people: BTreeSet<_> = open
                .store
                .triggers()
                .list()?
                .into_iter()
                .filter(|trigger| trigger.kind == TriggerKind::Person)
                .map(|trigger| trigger.id)
                .collect();
            let (mut of_tools, mut of_people) = (Vec::new(), Vec::new());
            for craving in open.store.cravings().rated()? {
                if !is_asked(&request, &craving) {
                    continue;
                }
                of_tools.extend(craving.answers.tool.map(|tool| used(tool, &craving)));
                let there = craving.answers.triggers.iter().copied();
                of_people.extend(
                    there
                        .filter(|trigger| people.contains(trigger))
                        .map(|trigger| used(trigger, &craving)),
                );
            }
            Ok(HelpsList {
                tools: helps(&of_tools),
                people: helps(&of_people),
            })
        })
    }
}

fn is_asked(request: &HelpsListRequest, craving: &Craving) -> bool {
    let answers = &craving.answers;
    request
        .trigger_id
        .is_none_or(|trigger| answers.triggers.contains(&trigger))
        && request
            .goal_id
            .is_none_or(|goal| answers.goal_id == Some(goal))
}

fn used<K>(of: K, craving: &Craving) -> Use<K> {
    Use {
        of,
        before: craving.answers.strength_before,
        after: craving.answers.strength_after,
    }
}

//! What helps me: tools and company, in the order in which they have helped this person.

use crate::{App, Result};
use mainstay_domain::{
    helped_last, helps, Craving, GoalId, Help, ToolKey, TriggerId, TriggerKind, Use,
};
use std::collections::BTreeSet;

/// At which cravings to look.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HelpsListRequest {
    /// At those around which one of these was named; none is all of them.
    pub trigger_ids: Vec<TriggerId>,
    /// At those of this goal; `null` is all of them.
    pub goal_id: Option<GoalId>,
}

/// What has helped, the most helpful first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HelpsList {
    /// Tools.
    pub tools: Vec<Help<ToolKey>>,
    /// With whom they were, by the trigger that says so.
    pub people: Vec<Help<TriggerId>>,
    /// The tool that helped last; `None` when none has yet.
    pub helped_last: Option<ToolKey>,
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
                // The store's newest come first.
                helped_last: helped_last(&of_tools),
            })
        })
    }
}

fn is_asked(request: &HelpsListRequest, craving: &Craving) -> bool {
    let answers = &craving.answers;
    let named = |trigger| answers.triggers.contains(trigger);
    (request.trigger_ids.is_empty() || request.trigger_ids.iter().any(named))
        && request
            .goal_id
            .is_none_or(|goal| answers.goal_id == Some(goal))
}

fn used<K>(of: K, craving: &Craving) -> Use<K> {
    Use {
        of,
        before: craving.answers.strength_before,
        after: craving.answers.strength_after,
        acted: craving.answers.acted == Some(true),
    }
}

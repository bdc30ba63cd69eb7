"""What the host should do with a reply, and why."""

from typing import Literal

from xiaoer.hearing.acts import Act

Action = Literal["answer", "self_service", "clarify", "chat", "escalate", "suppressed"]
"""What the host should do with a reply."""

Reason = Literal[
    "exact",
    "matched",
    "chosen",
    "follow_up",
    "field_given",
    "ambiguous",
    "unsure",
    "audience",
    "underspecified",
    "unsolved",
    "repeated",
    "low_confidence",
    "out_of_scope",
    "polarity",
    "human_requested",
    "restricted",
    "entry_escalates",
    "anger",
    "offer_taken",
    "outside_hours",
    Act,  # a message that asks nothing
    "pick",
    "rephrase",
    "joined",
    "not_covered",
    "fragment",
    "other_words",
    "person_offered",
    "received",
    "waiting",
    "handed_over",
]
"""Why the action was chosen."""

"""What a message can do: the labels of phrases, in the order in which they are listed."""

from typing import Literal, get_args

Label = Literal[
    "wish",
    "decline",
    "thanks",
    "greeting",
    "goodbye",
    "here",
    "acknowledged",
    "solved",
    "confused",
    "denied",
    "insult",
    "anger",
    "refusal",
    "introduction",
    "identity",
    "abilities",
    "trial",
    "stuck",
    "laugh",
    "chitchat",
    "ask",
]
"""wish: for a person; decline: of one; refusal: by the other side; identity: who the bot is;
abilities: what it can do; trial: whether anything answers; stuck: help, without a problem named;
ask: none of the others."""

LABELS: tuple[Label, ...] = get_args(Label)

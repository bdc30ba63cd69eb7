"""One customer's conversation: its state, and the ways to understand a turn in it.

    the bot has it ──────────────── a wish, a restricted topic, anger, an entry that escalates ──┐
      │  ▲                                                                                       │
      │  └─ answered, content: counted anew                                                      │
      ├─ half a question ─▶ 请接着说 ─▶ joined with what comes next                                │
      └─ not understood ─▶ other words ─▶ a person offered ─▶ handed over ────────────────────────┤
                                                                                                 ▼
    a person has it: silence ◀── accepted() ── called: what is certain is answered, else `waiting`
            └────────── release(), idle: the bot has it again, the transcript kept ──────────┘

Only where a person has it is the bot silent. After a quarter of an hour half a question is
forgotten, after four hours what was talked about.
"""

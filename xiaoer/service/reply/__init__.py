"""What leaves for the host and the person who takes over: actions, replies, offers, packets.

Reply ─┬─ text, choices, self-service, offers      what the customer gets
       └─ handoff: problem, found, tried, lines     what the person gets, private values masked
"""

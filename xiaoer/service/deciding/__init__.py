"""One message → one decision: what is seen, the table of precedence, the rules of escalation."""

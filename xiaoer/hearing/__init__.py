"""What a message does, before any corpus: wish for a person, thank, deny, complain, ask."""

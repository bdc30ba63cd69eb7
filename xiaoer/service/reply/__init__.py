"""What leaves for the host and the person who takes over: actions, replies, offers, packets."""

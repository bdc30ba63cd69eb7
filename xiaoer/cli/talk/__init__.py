"""A customer at the terminal: a session, replies and menus as lines, scripted demos."""

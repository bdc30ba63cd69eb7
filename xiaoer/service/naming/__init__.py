"""What a message names: things and acts, acts that it denies, who does it and who asks."""

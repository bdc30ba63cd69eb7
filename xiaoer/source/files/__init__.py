"""Files opened, decoded and written: regular ones only, whole or not at all."""

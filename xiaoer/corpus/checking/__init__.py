"""What is checked of records together: names that nobody declares, shared questions, traps."""

"""The name of the engine: it changes whenever the same corpus could give another reply."""

ENGINE = "lexical-6"

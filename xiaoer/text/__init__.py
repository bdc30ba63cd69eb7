"""From a text as it was typed to an analyzed utterance: normalize, segment, fold."""

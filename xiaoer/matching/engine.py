"""The name of the engine: it changes whenever the same corpus could give another reply."""

from xiaoer.text.words.segment import dictionary

ENGINE = "lexical-6"


def engine_name(calibration: str = "") -> str:
    """The engine as replies tell it: with the dictionary, where it is not the one that ships, and
    the name of a calibration.

    >>> engine_name(), engine_name("own-1234")
    ('lexical-6', 'lexical-6+own-1234')
    """
    other = dictionary().other
    added = (f"dictionary-{other[:8]}" if other else "", calibration)
    return "+".join([ENGINE, *filter(None, added)])

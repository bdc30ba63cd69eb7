import string
from typing import get_args

import pytest

from xiaoer.cli.wording.language import _WORDS, ACTIONS, default_lang
from xiaoer.service.reply.action import Action, Reason
from xiaoer.service.reply.labels import REASONS


def test_every_action_and_reason_has_a_name():
    assert set(ACTIONS) == set(get_args(Action))
    assert set(REASONS) == set(get_args(Reason))


@pytest.mark.parametrize("key", _WORDS)
def test_both_languages_say_the_same_fields(key):
    zh, en = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in _WORDS[key]
    )
    assert zh == en


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_language_follows_the_locale(environ, lang):
    assert default_lang(environ) == lang


def test_without_variables_the_system_is_asked(monkeypatch):
    monkeypatch.setattr("locale.getlocale", lambda: ("Chinese (Simplified)_China", "936"))
    assert default_lang({}) == "zh"
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert default_lang({}) == "en"

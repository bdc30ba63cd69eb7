"""The chat as a person sees it, on a terminal of its own."""

import os
import re
import subprocess
import sys
import time

import pytest

from xiaoer.cli.main import main
from xiaoer.cli.terminal.columns import width_of

pty = pytest.importorskip("pty")
select = pytest.importorskip("select")

BOLD = "\x1b[1m"
# Ctrl-C is a signal only on a terminal that controls the session.
_ON_ITS_OWN = (
    "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "from xiaoer.cli.main import run; run()"
)
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@pytest.fixture
def session(tmp_path):
    """Types keys into a chat, each after a prompt; gives all that was shown and the status."""
    assert main(["init", str(tmp_path / "faq")]) == 0

    def call(*keys: str, **env: str) -> tuple[str, int]:
        outer, inner = pty.openpty()
        clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
        child = subprocess.Popen(
            [sys.executable, "-c", _ON_ITS_OWN, "chat", "--faq", str(tmp_path / "faq")],
            env={**clean, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLUMNS": "40", **env},
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        os.close(inner)
        try:
            shown = "".join(_until_prompt(outer, key) for key in ("", *keys))
            return shown + _until_prompt(outer, ""), child.wait(timeout=30)
        finally:
            child.kill()
            child.wait()
            os.close(outer)

    return call


def _until_prompt(terminal: int, key: str) -> str:
    """Types the key and reads on until the next prompt, or the end."""
    os.write(terminal, key.encode())
    shown = b""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 0.1)[0]:
            if _ESCAPE.sub("", shown.decode(errors="replace")).endswith("\n> "):
                break
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the other side is closed: Linux says so with an error
            break
        if not piece:
            break
        shown += piece
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.slow
def test_a_person_sees_colours_a_prompt_and_lines_that_fit(session):
    pytest.importorskip("rich")
    shown, status = session("退款多久能到账\r", "1\r", "\x04")
    assert BOLD in shown
    plain = _ESCAPE.sub("", shown)
    assert "\n> 退款多久能到账\n退款同意后按原路退回" in plain
    assert "\n> 1\n在“我的订单”里选中订单" in plain
    lines = [line for line in plain.splitlines() if "://" not in line]
    assert max(map(width_of, lines)) <= 40
    assert plain.endswith("感谢光临小满茶铺，再见。\n")
    assert status == 0


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.slow
def test_colours_stay_off_where_they_are_not_wanted(session, env):
    shown, status = session("\x04", **env)
    assert not re.search("\x1b\\[[0-9;]*m", shown)
    assert "> " in shown
    assert status == 0


@pytest.mark.slow
def test_ctrl_c_leaves_quietly(session):
    shown, status = session("\x03")
    assert "Traceback" not in shown
    assert status == 130

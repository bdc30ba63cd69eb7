"""The JSON shapes as types of a web service: pydantic takes them on every Python."""

import asyncio
import subprocess
import sys
import typing
from typing import Any

import pytest

from tests.service.material import ROOT, sample
from tests.test_readme import post
from xiaoer import Conversation, HandoffDict, ReplyDict, StateDict

fastapi = pytest.importorskip("fastapi")


@pytest.fixture(scope="module")
def app() -> Any:
    app = fastapi.FastAPI()

    @app.post("/ask")
    async def ask(text: str = fastapi.Body(embed=True)) -> ReplyDict:
        return sample().ask(text).to_dict()

    @app.post("/packet")
    async def packet(text: str = fastapi.Body(embed=True)) -> HandoffDict | None:
        handoff = sample().ask(text).handoff
        return handoff.to_dict() if handoff else None

    @app.post("/state")
    async def state(text: str = fastapi.Body(embed=True)) -> StateDict:
        talk = Conversation(sample(), id="t")
        talk.say(text)
        return talk.to_dict()

    return app


@pytest.mark.parametrize(
    "text",
    ["退款多久到账", "怎么取消订单", "还没发货能退吗？运费谁出", "转人工", "退款", "你好", ""],
)
def test_a_reply_goes_out_whole(app: Any, text: str) -> None:
    status, body = asyncio.run(post(app, "/ask", text=text))
    assert status == 200
    assert body == sample().ask(text).to_dict()


def test_a_packet_and_a_state_go_out_whole(app: Any) -> None:
    status, body = asyncio.run(post(app, "/packet", text="转人工"))
    handoff = sample().ask("转人工").handoff
    assert handoff is not None
    assert (status, body["problem"]) == (200, handoff.problem)
    assert list(body) == list(HandoffDict.__annotations__)
    status, body = asyncio.run(post(app, "/state", text="退款多久到账"))
    assert status == 200
    assert list(body) == list(StateDict.__annotations__)


def test_its_openapi_document_names_every_key(app: Any) -> None:
    shapes = app.openapi()["components"]["schemas"]
    assert list(shapes["ReplyDict"]["properties"]) == list(ReplyDict.__annotations__)
    assert shapes["ReplyDict"]["required"] == list(ReplyDict.__annotations__)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="typing's own will do there")
def test_without_typing_extensions_the_standard_one_is_used() -> None:
    """No dependency of the core."""
    code = (
        "import sys, typing; sys.modules['typing_extensions'] = None\n"
        "from xiaoer import ReplyDict\n"
        "assert typing.is_typeddict(ReplyDict)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert typing.get_type_hints(ReplyDict)["query"] is str

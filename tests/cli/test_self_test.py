import argparse
import json
from dataclasses import replace
from pathlib import Path

import pytest

from xiaoer.bot import Bot
from xiaoer.cli.options.self_test import add_self_test, run, share
from xiaoer.matching.confidence.calibration_file import read_calibration, write_calibration

ENTRIES = {
    "arrival": ["退款多久到账", "退款几天能到账", "退款什么时候到账", "退款到账要多久"],
    "invoice": ["怎么开发票", "发票在哪里开", "可以开发票吗", "开发票的步骤"],
    "address": ["怎么修改收货地址", "收货地址在哪里修改", "可以修改收货地址吗", "收货地址填错了"],
    "password": ["忘记登录密码怎么办", "登录密码忘了", "登录密码想不起来", "怎么找回登录密码"],
    "coupon": ["优惠券怎么用", "优惠券在哪里用", "怎么使用优惠券", "优惠券能用吗"],
    "member": ["怎么注册会员", "会员在哪里注册", "注册会员的步骤", "可以注册会员吗"],
}


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    rows = [
        {"id": id, "question": first, "variants": rest, "answer": "答"}
        for id, (first, *rest) in ENTRIES.items()
    ]
    file = tmp_path / "faq.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def arguments(*options: str, faq: Path | None = None, lang: str = "zh") -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_self_test(parser)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--report")
    found = parser.parse_args(options)
    found.faq, found.lang = (str(faq) if faq else None), lang
    return found


@pytest.mark.slow
def test_it_says_what_to_expect_and_what_to_mend(
    faq: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments(faq=faq), Bot.load(faq)) == 0
    said = capsys.readouterr()
    assert said.out.startswith("概要\n预计每 100 位顾客中")
    assert "30.0% 的问题不归知识库管" in said.out
    assert "抽掉这条问法再问" in said.out
    assert said.err == ""  # progress is for a terminal


@pytest.mark.slow
def test_in_english_with_another_share(faq: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments("--oos-share", "0.5", faq=faq, lang="en"), Bot.load(faq)) == 0
    assert "Assumed: 50.0% of the queries are out of scope" in capsys.readouterr().out


@pytest.mark.slow
def test_json_is_one_line(faq: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments("--json", "--oos-share", "0", faq=faq), Bot.load(faq)) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    shape = json.loads(out)
    assert shape["format"] == "xiaoer-self-test/1"
    assert shape["mix"]["oos_share"] == 0.0
    assert shape["questions"] == 24


@pytest.mark.slow
def test_a_first_calibration_is_written_beside_the_corpus(
    faq: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments("--write-calibration", faq=faq), Bot.load(faq)) == 0
    path = faq.with_name("faq.calibration.json")
    written = read_calibration(path)
    assert (written.kind, written.certified) == ("self_test", False)
    assert written.risk is not None
    assert written.risk <= 0.05
    said = capsys.readouterr().err
    assert said.startswith(f"已写好 {path}：阈值 {written.threshold:.3f}，")
    assert "这不是保证" in said


@pytest.mark.slow
def test_a_certificate_that_holds_is_not_replaced(
    faq: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bot = Bot.load(faq)
    assert run(arguments("--write-calibration", faq=faq), bot) == 0
    path = faq.with_name("faq.calibration.json")
    guess = read_calibration(path)
    certificate = replace(guess, kind="certified", max_risk=0.9, bound=0.8, confidence=0.95)
    write_calibration(certificate, path)
    capsys.readouterr()
    assert run(arguments("--write-calibration", faq=faq, lang="en"), bot) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{path} has a certificate that holds for this corpus" in said.err
    assert read_calibration(path) == certificate
    stale = replace(certificate, fingerprint="of another corpus")
    write_calibration(stale, path)
    assert run(arguments("--write-calibration", faq=faq), bot) == 0
    assert read_calibration(path) == guess


def test_where_no_threshold_is_good_enough_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"id": "a", "question": "怎么退款", "answer": "答"}', encoding="utf-8")
    assert run(arguments("--write-calibration", faq=file), Bot.load(file)) == 1
    assert "没有写校准文件" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["one.jsonl"]


def test_for_the_sample_corpus_nothing_is_written(
    faq: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments("--write-calibration", lang="en"), Bot.load(faq)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "error: --write-calibration needs --faq: nothing is written for the sample corpus\n"
    )


@pytest.mark.parametrize("wrong", ["1.5", "-0.1", "nan", "viel"])
def test_a_share_is_a_number_from_0_to_1(wrong: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=f'found "{wrong}"'):
        share(wrong)

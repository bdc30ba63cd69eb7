"""What a wheel holds: the package with the sample corpus in it, and no page that links outside."""

import zipfile
from pathlib import Path

import pytest

from tests.service.material import FAQ, ROOT

hatchling = pytest.importorskip("hatchling.builders.wheel")


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_the_sample_corpus(tmp_path: Path) -> None:
    (wheel,) = hatchling.WheelBuilder(str(ROOT)).build(directory=str(tmp_path))
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    files = [
        (file, f"xiaoer/{file.relative_to(base).as_posix()}")
        for base, room in ((ROOT / "xiaoer", ROOT / "xiaoer"), (ROOT, FAQ))
        for file in room.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    ]
    assert held == {name for file, name in files if not file.name.startswith("README")}
    assert "xiaoer/faq/queries.jsonl" in held

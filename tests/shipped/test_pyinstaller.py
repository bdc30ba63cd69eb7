"""The hook for PyInstaller: what an application gets, held against what lies in the package."""

import runpy
import tomllib
from importlib import import_module
from pathlib import Path

from tests.service.material import FAQ, ROOT
from xiaoer import pyinstaller, sample

HOOK = Path(pyinstaller.hook_folders()[0]) / "hook-xiaoer.py"
PACKAGE = ROOT / "xiaoer"


def collected() -> dict[str, Path]:
    """Place in the application → file, as PyInstaller reads the hook."""
    names = runpy.run_path(str(HOOK))
    return {
        (Path(folder) / Path(file).name).as_posix(): Path(file) for file, folder in names["datas"]
    }


def test_the_entry_point_leads_to_the_hook() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["entry-points"]["pyinstaller40"]["hook-dirs"].partition(":")
    (folder,) = getattr(import_module(module), function)()
    assert [file.name for file in Path(folder).glob("hook-*.py")] == ["hook-xiaoer.py"]


def test_every_data_file_is_collected_where_the_package_looks_for_it() -> None:
    wanted = {
        file.relative_to(ROOT).as_posix(): file
        for file in PACKAGE.rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc")
    }
    wanted |= {f"xiaoer/faq/{file.name}": file for file in FAQ.iterdir() if file.is_file()}
    assert len(wanted) > 40
    assert collected() == wanted


def test_in_an_installation_the_sample_is_collected_once(monkeypatch, tmp_path: Path) -> None:
    """There it lies in the package."""
    package = tmp_path / "xiaoer"
    for name in ("faq/a.yaml", "data/b.txt", "data/c/d.txt", "bot.py", "cli/ask.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("x", encoding="utf-8")
    monkeypatch.setattr(pyinstaller, "_PACKAGE", package)
    monkeypatch.setattr(pyinstaller, "sample_folder", lambda: package / "faq")
    places = [Path(folder, Path(file).name) for file, folder in pyinstaller.data_files()]
    assert sorted(place.as_posix() for place in places) == [
        "xiaoer/data/b.txt", "xiaoer/data/c/d.txt", "xiaoer/faq/a.yaml",
    ]  # fmt: skip
    assert pyinstaller.modules() == ["xiaoer.bot", "xiaoer.cli.ask"]


def test_every_module_is_named() -> None:
    names = runpy.run_path(str(HOOK))["hiddenimports"]
    assert {
        "xiaoer",
        "xiaoer.cli.ask",
        "xiaoer.cli.init",
        "xiaoer.evaluation.pages.report.template",
    } <= set(names)
    assert len(names) == len(set(names)) == len(list(PACKAGE.rglob("*.py"))) - 1  # the hook itself
    assert sample.sample_folder() == FAQ

"""For PyInstaller: where its hook is, and what an application with xiaoer in it must hold."""

from pathlib import Path

from xiaoer.sample import sample_folder

_PACKAGE = Path(__file__).resolve().parents[1]
_CODE = (".py", ".pyc", ".pyo", ".pyi")


def hook_folders() -> list[str]:
    """The folder of the hook; the entry point ``pyinstaller40`` names this function."""
    return [str(Path(__file__).resolve().parent)]


def data_files() -> list[tuple[str, str]]:
    """(file, folder in the application) of all data: tables, schemas, starter, sample corpus."""
    faq = sample_folder()
    found = [(file, Path("xiaoer") / file.relative_to(_PACKAGE)) for file in _files(_PACKAGE)]
    if isinstance(faq, Path) and not faq.is_relative_to(_PACKAGE):
        found += [(file, Path("xiaoer", "faq") / file.relative_to(faq)) for file in _files(faq)]
    return [(str(file), str(place.parent)) for file, place in found]


def modules() -> list[str]:
    """The names of all modules; the command line imports its commands by name."""
    names = (file.relative_to(_PACKAGE.parent).with_suffix("") for file in _PACKAGE.rglob("*.py"))
    found = [".".join(name.parts).removesuffix(".__init__") for name in names]
    return sorted(name for name in found if "-" not in name)


def _files(folder: Path) -> list[Path]:
    kept = (file for file in folder.rglob("*") if "__pycache__" not in file.parts)
    return sorted(file for file in kept if file.is_file() and file.suffix not in _CODE)

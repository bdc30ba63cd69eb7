"""The sample corpus, wherever the package lies: a checkout, an installation, a zip archive."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def sample_folder() -> Path | Traversable:
    """The folder of the sample corpus: inside the installed package, or the checkout's ``faq``.

    A ``Path`` where the package lies in a file system.

    Raises:
        FileNotFoundError: the package was installed without it.
    """
    package = files("xiaoer")
    inside = package / "faq"
    # the checkout first, where it lies beside the package and not in it
    if isinstance(package, Path):
        beside = package.resolve().parent / "faq"
        if (beside.parent / "pyproject.toml").is_file() and beside.is_dir():
            return beside
    if inside.is_dir():
        return inside
    raise FileNotFoundError(f"the sample corpus is not at {inside}; reinstall xiaoer")

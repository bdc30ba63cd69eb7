"""Where the sample corpus is."""

from pathlib import Path


def sample_folder() -> Path:
    """The folder of the sample corpus: inside the installed package, or the checkout's ``faq``.

    Raises:
        FileNotFoundError: the package was installed without it.
    """
    package = Path(__file__).resolve().parent
    inside, beside = package / "faq", package.parent / "faq"
    # the checkout first: an editable install would otherwise find a frozen copy
    if (package.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    if inside.is_dir():
        return inside
    raise FileNotFoundError(f"the sample corpus is not at {inside}; reinstall xiaoer")

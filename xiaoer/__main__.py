"""``python -m xiaoer`` is the program ``xiaoer``."""

from xiaoer.cli.main import run

if __name__ == "__main__":
    run()

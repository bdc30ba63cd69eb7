"""The `TypedDict` that the JSON shapes are made of.

Below Python 3.12 pydantic, and so FastAPI, refuses the one of `typing`. Where pydantic is
installed, so is typing_extensions; nobody else needs it.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    try:
        from typing_extensions import TypedDict
    except ImportError:
        from typing import TypedDict

__all__ = ["TypedDict"]

"""What customers' typing, wording and writing do to a query, and what turns its meaning round."""

from xiaoer.evaluation.perturb.edit import Edit, Editor
from xiaoer.evaluation.perturb.phenomena import (
    PHENOMENA,
    Must,
    Phenomenon,
    choose_phenomena,
    perturb,
)

__all__ = ["PHENOMENA", "Edit", "Editor", "Must", "Phenomenon", "choose_phenomena", "perturb"]

"""Where a report is from."""

from __future__ import annotations

from datetime import date as Date

from xiaoer.errors import Lang
from xiaoer.evaluation.pages.report.texts import text
from xiaoer.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The FAQ's name, the day, and the version of the program; what is not given is left out."""

    faq: str = ""
    date: Date | None = None
    version: str = ""

    def line(self, corpus_hash: str, asked: str, lang: Lang) -> str:
        """All of it on one line, with how many were asked."""
        told = [asked]
        if corpus_hash:
            key = "named_corpus" if self.faq else "corpus"
            told.insert(0, text(key, lang, name=self.faq, hash=corpus_hash[:12]))
        if self.date:
            told.append(self.date.isoformat())
        if self.version:
            told.append(f"xiaoer {self.version}")
        return " · ".join(told)

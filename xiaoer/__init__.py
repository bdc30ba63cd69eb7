"""Answers Chinese customers' questions from a FAQ, or hands over and says why."""

__version__ = "0.1.0"

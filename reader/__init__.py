"""Hearth without windows: importable and testable where there is no display."""

__version__ = "0.1.0"

"""Marks without windows: their quotes, how they lie over each other, lists of them, their export and import."""

"""`main.py --smoke`: the whole story without a display, by the real processes."""

"""What holds on this machine now, found out and never assumed: swap, disk, clipboard and the rest."""

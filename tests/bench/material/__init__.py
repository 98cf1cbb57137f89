"""What the storage benchmarks work on: a library made up from a seed, and the databases that it is put into."""

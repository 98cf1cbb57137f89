"""The key derivation that only tests may use; the product has no name for it and refuses its number."""

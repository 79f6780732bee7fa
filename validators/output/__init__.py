"""The formats in which findings are printed, one module each."""

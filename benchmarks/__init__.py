"""How fast the checks are, beside what cannot be spared and beside a peer that checks less. Run by `make bench`."""

"""How fast the checks are, compared with the least that is needed and with a peer that checks less. Run by `make bench`."""

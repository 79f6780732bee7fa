"""What people write under keys: the notations that are understood, and what is wrong with the rest."""

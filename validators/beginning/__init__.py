"""How a register begins: what a body says of itself, its first records, and the files of a repository around them."""

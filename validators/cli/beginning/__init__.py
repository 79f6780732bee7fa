"""The commands that begin a register, and take it from one version of the program to the next."""

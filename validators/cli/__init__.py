"""The commands of `nizom`, one module for each matter: each asks the outside world and prints what the rest works out."""

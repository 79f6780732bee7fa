"""What the program writes into records for a person: the beginning of one, facts, and fixes."""

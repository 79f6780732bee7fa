"""Lists kept in workbooks, made into records: nothing is guessed, and nothing left out, without saying so."""

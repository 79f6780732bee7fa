"""What the page needs on which people write records: their texts, all records in short, and Python to check them with."""

"""What the Nizom demands of the department's records: reading, typing, checking and reporting them."""

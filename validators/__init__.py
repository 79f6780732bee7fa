"""What the Nizom demands of the department's records: reading, typing, checking and reporting them."""

__version__ = "0.2.0"

"""All records together: read, filed under their ids, indexed, and queried."""

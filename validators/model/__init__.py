"""What a record is made of: the types of its fields, the record itself, dates, roles, duties and digests."""

"""The pages made of records: what each shows."""

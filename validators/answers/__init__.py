"""What readers are told: what falls due, how a record or a person stands, what is held to, what a report says."""

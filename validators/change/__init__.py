"""Changes: what a record may not do between a base revision and now, and the gate that judges a pull request by it."""

"""Approvals: the chain that a kind asks for, who may decide, what a decision covers, and how well it is proved."""

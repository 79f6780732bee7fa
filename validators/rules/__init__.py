"""What rules are declared with: checks, kinds, lifecycles and approval chains."""

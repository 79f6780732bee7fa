"""What a build knows: the records of one day as its audience may see them."""

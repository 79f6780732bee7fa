"""What tests share: scratch repositories, built sites, and the words of a page. Tests import from here, never from each other."""

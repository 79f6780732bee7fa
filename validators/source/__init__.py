"""From bytes to a document: git, YAML front matter with the position of every key and value, and what is wrong with a file."""

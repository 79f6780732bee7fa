"""Where answers go: a comment on a pull request, and the site of many bodies."""

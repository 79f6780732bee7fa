"""What a pipeline does with an answer: the comment on a pull request."""

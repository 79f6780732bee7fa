"""The regulation of an invented archive department: a sample of another regulation than the Nizom."""

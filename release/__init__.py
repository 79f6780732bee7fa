"""What a release consists of, and what a network without internet installs from."""

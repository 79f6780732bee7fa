"""A seeded fuzzer of the checks: `make fuzz` grows inputs, judges each, and writes out what fails as small as it can make it."""

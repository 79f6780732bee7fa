"""Words for people: messages and their translations, Uzbek spelling, plurals, and making text safe to print."""

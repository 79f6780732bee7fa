"""Changes of the settings and the calendar: what may ask less, who agrees to it, and the rules for it."""

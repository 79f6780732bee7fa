"""Documents in Word: what each of them says, how ours look, and how a body's own templates are filled in."""

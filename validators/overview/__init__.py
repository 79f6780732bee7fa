"""How all work stands, counted once for the site's pages and for documents: plan and fact, money, what is overdue by unit."""

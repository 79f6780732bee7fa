"""How values, names, links and tables are drawn as HTML."""

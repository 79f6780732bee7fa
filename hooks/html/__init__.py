"""Rendering: values, links and tables as HTML, and the templates' environment."""

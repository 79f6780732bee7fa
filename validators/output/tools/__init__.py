"""Formats that other programs define: forges, editors, build servers and reviewers read them."""

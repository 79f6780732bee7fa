"""Everything that is offered beside pages: tables, JSON, calendars, feeds, the open-data catalogue."""

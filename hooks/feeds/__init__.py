"""Files for programs: tables, JSON, calendars, feeds, the catalogue of open data."""

"""Records and pages as files for other programs: CSV, JSON, ALTO, searchable PDF."""

"""Papers as Word files, from templates that the office can replace, and as print pages."""

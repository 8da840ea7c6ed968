"""What looks at every room: first page and search, the back room, the demo data."""

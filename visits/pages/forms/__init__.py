"""What is typed about visits and pairings, by the page it stands on."""

"""What is typed about visits, by the page it stands on."""

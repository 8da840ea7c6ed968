"""Research and inspections of deputies (三实): planned, made, reported, answered."""

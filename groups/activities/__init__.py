"""What groups do by the campaign's programme: a room of its own within the groups."""

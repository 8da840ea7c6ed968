"""Hearing voters at stations, homes and rooms (选民接待), and who is on duty there."""

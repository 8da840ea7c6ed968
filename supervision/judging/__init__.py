"""Which suggestion counts as one of high quality: judged by two of the office."""

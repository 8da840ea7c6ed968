"""The manual: how each job is done, what words and figures mean, what is new."""

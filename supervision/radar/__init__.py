"""Records that look thin, before figures of them go out."""

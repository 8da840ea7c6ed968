"""What a deputy did in one file: his summaries, his reports to voters."""

"""The gates: scores on gold data, each with a floor."""

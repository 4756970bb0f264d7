"""The command line: words typed in; results, sentences and exit codes out."""

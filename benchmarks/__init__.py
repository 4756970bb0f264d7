"""Speed and memory of whole commands, each beside a peer on the same input in the same run."""

"""A case in; pages for people and an interface for programs, out."""

"""Annotations in; what a person or a program reads, out: terminal, HTML, JSON."""

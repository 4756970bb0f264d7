"""The changes that the schema of a case has gone through, one file each, in their order."""

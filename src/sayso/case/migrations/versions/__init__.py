"""One file a change of the schema; what was shipped once is never changed again."""

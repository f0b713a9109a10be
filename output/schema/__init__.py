"""The archive's tables, as SQL: what each version of the schema added. Text that has shipped is never edited."""

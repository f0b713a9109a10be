"""A package to hand over: a BagIt bag with originals, records, tables, events and a reading certificate per paper."""

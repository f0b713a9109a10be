"""The archive's views, as SQL. They hold no data: where they are not as this version has them they are made anew."""

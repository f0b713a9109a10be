"""Facts: organisations, areas, names of months, labels, words, confusions of letters, samples. Read-only."""

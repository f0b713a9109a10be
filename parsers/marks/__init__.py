"""What a stretch of Danish names: numbers, money, dates, organisations, places, offences, feelings, directions."""

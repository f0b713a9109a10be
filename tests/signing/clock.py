"""What a process runs that asks for the time ten years on."""

TEN_YEARS_ON = """
import datetime, time
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time() + 3.2e8, tz)
datetime.datetime = Later
"""

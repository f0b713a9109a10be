"""Letters that a machine wrote in another way than Danish is written: mended where proven, told where lost."""

from normalizers.encoding.lost_letters import count_lost
from normalizers.encoding.undo import undo_encodings

__all__ = ["count_lost", "undo_encodings"]

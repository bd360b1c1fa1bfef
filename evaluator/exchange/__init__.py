"""Files that cross machines: sealed to their receivers, signed by their sender, bytes in and values out."""

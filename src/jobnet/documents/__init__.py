"""What each document says to one reader, as plain data: chosen, filtered, ordered, counted."""

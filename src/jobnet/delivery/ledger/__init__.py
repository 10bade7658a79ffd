"""The record of who was told what: the only SQL. Everything durable about sending goes through here."""

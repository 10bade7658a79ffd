"""Messages, who was told what, and handing over: never twice, nobody silently skipped."""

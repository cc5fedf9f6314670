-- Suggestions that stand. What was opened and closed is in tide_log beside the windows.
CREATE TABLE tide_suggestion (
	hall TEXT NOT NULL,
	zone TEXT NOT NULL,
	advice TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	waiting INTEGER NOT NULL,
	minutes INTEGER NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, zone)
) STRICT;

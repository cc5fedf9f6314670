-- What a month's score was when it was closed, with its reasons: later records and weights do not change it. Tenths of a point.
CREATE TABLE score (
	hall TEXT NOT NULL,
	month TEXT NOT NULL,
	staff TEXT NOT NULL,
	total INTEGER NOT NULL,
	parts TEXT NOT NULL,
	PRIMARY KEY (hall, month, staff)
) STRICT;
CREATE TABLE score_month (
	hall TEXT NOT NULL,
	month TEXT NOT NULL,
	people INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, month)
) STRICT;
CREATE TABLE grade (
	hall TEXT NOT NULL,
	year TEXT NOT NULL,
	staff TEXT NOT NULL,
	average INTEGER NOT NULL,
	months INTEGER NOT NULL,
	proposed TEXT NOT NULL,
	grade TEXT NOT NULL,
	reason TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, year, staff)
) STRICT;

-- When people were there: at a window (its sign-on is presence) or on duty without one. An open row has no end.
CREATE TABLE presence (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	staff TEXT NOT NULL,
	place TEXT NOT NULL,
	began TEXT NOT NULL,
	ended TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE INDEX presence_day ON presence (hall, began);
CREATE INDEX presence_open ON presence (hall, place, ended);
CREATE TABLE leave (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	staff TEXT NOT NULL,
	kind TEXT NOT NULL,
	from_day TEXT NOT NULL,
	from_half TEXT NOT NULL,
	to_day TEXT NOT NULL,
	to_half TEXT NOT NULL,
	halves INTEGER NOT NULL,
	provisional INTEGER NOT NULL,
	reason TEXT NOT NULL,
	state TEXT NOT NULL,
	asked_at TEXT NOT NULL,
	decided_at TEXT,
	decided_by TEXT,
	note TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE INDEX leave_days ON leave (hall, staff, to_day);

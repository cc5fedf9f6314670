CREATE TABLE facility (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	place TEXT NOT NULL,
	count INTEGER NOT NULL,
	seats INTEGER NOT NULL,
	note TEXT NOT NULL,
	broken TEXT,
	broken_at TEXT,
	withdrawn INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE room_booking (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	room TEXT NOT NULL,
	date TEXT NOT NULL,
	from_time TEXT NOT NULL,
	to_time TEXT NOT NULL,
	purpose TEXT NOT NULL,
	title TEXT NOT NULL,
	people INTEGER NOT NULL,
	case_id TEXT,
	by_id TEXT NOT NULL,
	by_name TEXT NOT NULL,
	cancelled TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE INDEX room_booking_date ON room_booking (hall, date);

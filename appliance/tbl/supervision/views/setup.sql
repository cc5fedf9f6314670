-- What the set-up check found and since when; who confirmed the set-up; which devices are not heard.
CREATE TABLE setup_gap (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	error INTEGER NOT NULL,
	window_no INTEGER NOT NULL,
	what TEXT NOT NULL,
	since TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE setup_confirmed (
	hall TEXT NOT NULL,
	at TEXT NOT NULL,
	by_name TEXT NOT NULL,
	warnings INTEGER NOT NULL,
	PRIMARY KEY (hall)
) STRICT;
CREATE TABLE device_silent (
	hall TEXT NOT NULL,
	device TEXT NOT NULL,
	since TEXT NOT NULL,
	PRIMARY KEY (hall, device)
) STRICT;

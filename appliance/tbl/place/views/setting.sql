CREATE TABLE hall_setting (
	hall TEXT NOT NULL,
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	at TEXT NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (hall, name)
) STRICT;

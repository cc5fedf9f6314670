CREATE TABLE roster (
	hall TEXT NOT NULL,
	date TEXT NOT NULL,
	session TEXT NOT NULL,
	duty TEXT NOT NULL,
	staff TEXT NOT NULL,
	name TEXT NOT NULL,
	zone TEXT NOT NULL,
	stand_in TEXT,
	stand_in_name TEXT,
	PRIMARY KEY (hall, date, session, duty, staff)
) STRICT;

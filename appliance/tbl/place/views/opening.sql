CREATE TABLE opening_exception (
	hall TEXT NOT NULL,
	date TEXT NOT NULL,
	closed INTEGER NOT NULL,
	extra_from INTEGER NOT NULL,
	extra_to INTEGER NOT NULL,
	reason TEXT NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (hall, date)
) STRICT;

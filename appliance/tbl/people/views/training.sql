CREATE TABLE training_plan (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	giver TEXT NOT NULL,
	from_day TEXT NOT NULL,
	to_day TEXT NOT NULL,
	subjects TEXT NOT NULL,
	minutes INTEGER NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE training_session (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	plan TEXT,
	subject TEXT NOT NULL,
	title TEXT NOT NULL,
	giver TEXT NOT NULL,
	teacher TEXT NOT NULL,
	day TEXT NOT NULL,
	minutes INTEGER NOT NULL,
	cancelled TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
-- mark -1: no test
CREATE TABLE training_attendance (
	hall TEXT NOT NULL,
	session TEXT NOT NULL,
	staff TEXT NOT NULL,
	present INTEGER NOT NULL,
	mark INTEGER NOT NULL,
	certificate TEXT,
	PRIMARY KEY (hall, session, staff)
) STRICT;
CREATE INDEX training_of ON training_attendance (hall, staff);

-- How long services took, by category, day of the week (0 Sunday) and hour: what an estimate says before today has measured anything.
CREATE TABLE service_hour (
	hall TEXT NOT NULL,
	category TEXT NOT NULL,
	weekday TEXT NOT NULL,
	hour TEXT NOT NULL,
	services INTEGER NOT NULL,
	total_ms INTEGER NOT NULL,
	PRIMARY KEY (hall, category, weekday, hour)
) STRICT;

-- The register of people beside their accounts (table staff). What is personal stands apart, so that no list reads it by accident.
CREATE TABLE staff_profile (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	employment TEXT NOT NULL,
	employer TEXT NOT NULL,
	supplier TEXT,
	contract_no TEXT,
	post TEXT NOT NULL,
	post_grade TEXT,
	unit TEXT NOT NULL,
	from_day TEXT NOT NULL,
	to_day TEXT,
	stand_in TEXT,
	skill_level TEXT,
	certificate_no TEXT,
	certificate_on TEXT,
	attends INTEGER NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE staff_contact (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	phone TEXT,
	id_no TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE staff_joined (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	day TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE staff_departure (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	day TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE staff_seen (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	day TEXT NOT NULL,
	PRIMARY KEY (hall, id, day)
) STRICT;
CREATE TABLE leader (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	phone TEXT NOT NULL,
	from_day TEXT NOT NULL,
	to_day TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE station (
	hall TEXT NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	closed INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (hall, code)
) STRICT;

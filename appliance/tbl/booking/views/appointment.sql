CREATE TABLE appointment (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	item TEXT NOT NULL,
	item_name TEXT NOT NULL,
	zone TEXT NOT NULL,
	date TEXT NOT NULL,
	session TEXT NOT NULL,
	kind TEXT NOT NULL,
	slot_from INTEGER NOT NULL,
	slot_to INTEGER NOT NULL,
	state TEXT NOT NULL,
	holder TEXT NOT NULL,
	held_at TEXT NOT NULL,
	hold_until TEXT NOT NULL,
	name TEXT,
	id_kind TEXT,
	id_no TEXT,
	phone TEXT,
	channel TEXT,
	caller TEXT,
	override_reason TEXT,
	booked_at TEXT,
	booked_by TEXT,
	moved_from TEXT,
	moved_to TEXT,
	ticket TEXT,
	arrival TEXT,
	ended_at TEXT,
	end_reason TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE INDEX appointment_day ON appointment (hall, date, slot_from);
CREATE INDEX appointment_person ON appointment (hall, id_no, date);
CREATE INDEX appointment_holder ON appointment (hall, holder, date);
CREATE INDEX appointment_state ON appointment (hall, state, date);
CREATE TABLE booking_stop (
	hall TEXT NOT NULL,
	message TEXT NOT NULL,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall)
) STRICT;
CREATE INDEX appointment_held_at ON appointment (hall, held_at);
CREATE INDEX appointment_booked ON appointment (hall, date, id) WHERE state = 'booked';
CREATE INDEX appointment_held ON appointment (hall, hold_until, id) WHERE state = 'held';

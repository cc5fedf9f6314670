-- :load appointment_row(text hall, text id)
SELECT id, item, item_name, zone, date, session, kind, slot_from, slot_to,
	state AS "state:appointment_state", holder, hold_until, name, id_kind AS "id_kind:id_kind",
	id_no, phone, channel AS "channel:booking_channel", caller, override_reason, booked_at,
	booked_by, moved_from, moved_to, ticket, arrival AS "arrival:arrival", ended_at, end_reason
FROM appointment WHERE hall = :hall AND id = :id;

-- :load appointment_sequence(text hall, text day)
SELECT count(*) AS "made:int"
FROM appointment
WHERE hall = :hall AND held_at >= :day AND held_at < :day || 'Z';

-- :list appointment_taken(text hall, text from, text to, text now)
SELECT date, zone, slot_from, count(*) AS "taken:int"
FROM appointment
WHERE hall = :hall AND date >= :from AND date <= :to
	AND (state IN ('booked', 'checked_in') OR (state = 'held' AND hold_until > :now))
GROUP BY date, zone, slot_from;

-- :load appointment_person(text hall, text id_no, text today, text day, text since, text except)
SELECT count(*) FILTER (WHERE state = 'booked' AND date >= :today) AS "open:int",
	count(*) FILTER (WHERE state IN ('booked', 'checked_in') AND date = :day) AS "same_day:int",
	count(*) FILTER (WHERE state = 'no_show' AND date >= :since) AS "missed:int",
	max(CASE WHEN state = 'no_show' THEN date END) AS last_missed
FROM appointment
WHERE hall = :hall AND id_no = :id_no AND id <> :except;

-- :list appointment_of_day(text hall, text date)
SELECT id
FROM appointment
WHERE hall = :hall AND date = :date AND booked_at IS NOT NULL
ORDER BY slot_from, booked_at, id
LIMIT :most;

-- :list appointment_of_holder(text hall, text holder, text since)
SELECT id
FROM appointment
WHERE hall = :hall AND holder = :holder AND date >= :since AND booked_at IS NOT NULL
ORDER BY date, slot_from, id
LIMIT :most;

-- :list appointment_of_person(text hall, text id_no, text from)
SELECT id, date, slot_from
FROM appointment
WHERE hall = :hall AND id_no = :id_no AND date >= :from
	AND state IN ('booked', 'checked_in', 'no_show')
ORDER BY date, state = 'booked' DESC, slot_from, id
LIMIT 20;

-- :list appointment_due(text hall, text today, text now)
SELECT id
FROM
	(SELECT id
	FROM appointment
	WHERE hall = :hall AND state = 'booked' AND date <= :today
	UNION ALL
	SELECT id
	FROM appointment
	WHERE hall = :hall AND state = 'held' AND hold_until <= :now) AS due
ORDER BY id
LIMIT 1000;

-- :load appointment_ticket(text hall, text id, text day)
SELECT id, number, state AS "state:ticket_state"
FROM ticket
WHERE hall = :hall AND day = :day AND appointment = :id AND state <> 'void'
ORDER BY rank DESC
LIMIT 1;

-- :load booking_stop_row(text hall)
SELECT message, by_name, at FROM booking_stop WHERE hall = :hall;

-- :apply appointment.held
INSERT INTO appointment (hall, id, item, item_name, zone, date, session, kind, slot_from, slot_to,
	state, holder, held_at, hold_until)
VALUES (:hall, :id, :item, :item_name, :zone, :date, :session, :kind, :from, :to, 'held', :actor,
	:at, :until);

-- :apply appointment.booked
UPDATE appointment
SET state = 'booked', name = :name, id_kind = :id_kind, id_no = :id_no, phone = :phone,
	channel = :channel, caller = :caller, override_reason = :override, moved_from = :moved_from,
	booked_at = :at, booked_by = :by
WHERE hall = :hall AND id = :id;

-- :apply appointment.moved
UPDATE appointment
SET state = 'moved', moved_to = :to, ended_at = :at, end_reason = :reason
WHERE hall = :hall AND id = :id;

-- :apply appointment.cancelled
UPDATE appointment
SET state = 'cancelled', ended_at = :at, end_reason = :reason
WHERE hall = :hall AND id = :id;

-- :apply appointment.checked_in
UPDATE appointment
SET state = 'checked_in', ticket = :ticket, arrival = :arrival, ended_at = :at
WHERE hall = :hall AND id = :id;

-- :apply appointment.no_show
UPDATE appointment SET state = 'no_show', ended_at = :at WHERE hall = :hall AND id = :id;

-- :apply appointment.lapsed
UPDATE appointment SET state = 'lapsed', ended_at = :at WHERE hall = :hall AND id = :id;

-- :apply booking.stopped
INSERT INTO booking_stop (hall, message, by_name, at) VALUES (:hall, :message, :by, :at)
ON CONFLICT REPLACE;

-- :apply booking.resumed
DELETE FROM booking_stop WHERE hall = :hall;

-- :apply room.booked
INSERT INTO room_booking (hall, id, room, date, from_time, to_time, purpose, title, people, case_id,
	by_id, by_name)
VALUES (:hall, :id, :room, :date, :from, :to, :purpose, :title, :people, :case_id, :actor, :by);

-- :apply room.cancelled
UPDATE room_booking SET cancelled = :reason WHERE hall = :hall AND id = :id;

-- :load room_booking_count(text hall)
SELECT count(*) AS "count:int" FROM room_booking WHERE hall = :hall;

-- :load room_booking_row(text hall, text id)
SELECT id, date, to_time, by_id, cancelled FROM room_booking WHERE hall = :hall AND id = :id;

-- :list room_bookings_of(text hall, text room, text date)
SELECT from_time, to_time, title, by_name
FROM room_booking
WHERE hall = :hall AND room = :room AND date = :date AND cancelled IS NULL
ORDER BY from_time;

-- :load room_bookings_coming(text hall, text room, text today, text now)
SELECT count(*) AS "count:int"
FROM room_booking
WHERE hall = :hall AND room = :room AND cancelled IS NULL
	AND (date > :today OR (date = :today AND to_time > :now));

-- :query room_bookings_on(text hall, text date, text now, text viewer, flag all) many
SELECT b.id, b.room, f.name AS room_name, b.date, b.from_time AS "from", b.to_time AS "to",
	b.purpose, b.title, b.people, b.case_id,
	(SELECT c.item_name FROM case_file c WHERE c.hall = b.hall AND c.id = b.case_id)
		AS case_name,
	b.by_name AS "by", (:all = 1 OR b.by_id = :viewer)
	AND b.date || b.to_time > :now AS "may_cancel:flag"
FROM room_booking b
JOIN facility f ON f.hall = b.hall AND f.id = b.room
WHERE b.hall = :hall AND b.date = :date AND b.cancelled IS NULL
ORDER BY b.from_time, b.room
LIMIT :most;

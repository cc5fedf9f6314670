-- :list roster_rows(text hall, text from, text to)
SELECT date, session, duty, staff, name, zone, stand_in, stand_in_name
FROM roster
WHERE hall = :hall AND date >= :from AND date <= :to
ORDER BY date, session, instr('clerk,approver,issuer,guide', duty), zone, staff;

-- :load roster_row(text hall, text date, opening_session session, duty duty, text staff)
SELECT name, zone, stand_in
FROM roster
WHERE hall = :hall AND date = :date AND session = :session AND duty = :duty AND staff = :staff;

-- :apply roster.assigned
INSERT INTO roster (hall, date, session, duty, staff, name, zone, stand_in,
	stand_in_name)
VALUES (:hall, :date, :session, :duty, :staff, :name, :zone, :stand_in, :stand_in_name)
ON CONFLICT REPLACE;

-- :apply roster.removed
DELETE FROM roster
WHERE hall = :hall AND date = :date AND session = :session AND duty = :duty AND staff = :staff;

-- :apply roster.swapped
UPDATE roster
SET staff = :with, name = :with_name, stand_in = CASE WHEN stand_in = :with THEN NULL
	ELSE stand_in END, stand_in_name = CASE WHEN stand_in = :with THEN NULL
	ELSE stand_in_name END
WHERE hall = :hall AND date = :date AND session = :session AND duty = :duty AND staff = :staff;

-- :query roster_staff(text hall) many
SELECT id, name, roles AS "roles:json",
	(SELECT p.stand_in FROM staff_profile p WHERE p.hall = s.hall AND p.id = s.id) AS stand_in
FROM staff s
WHERE hall = :hall
	AND NOT EXISTS (SELECT 1 FROM staff_departure d WHERE d.hall = s.hall AND d.id = s.id)
ORDER BY id;

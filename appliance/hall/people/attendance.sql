-- :apply window.signed_on
INSERT INTO presence (hall, id, staff, place, began)
VALUES (:hall, :node || ':' || :seq, :actor, 'window:' || :id, :at);

-- :apply window.signed_off window.closed
UPDATE presence SET ended = :at WHERE hall = :hall AND place = 'window:' || :id AND ended IS NULL;

-- :apply presence.begun
INSERT INTO presence (hall, id, staff, place, began)
VALUES (:hall, :node || ':' || :seq, :id, 'duty', :at);

-- :apply presence.ended
UPDATE presence
SET ended = :at
WHERE hall = :hall AND staff = :id AND place = 'duty' AND ended IS NULL;

-- :load presence_on_duty(text hall, text staff)
SELECT id, began
FROM presence
WHERE hall = :hall AND staff = :staff AND place = 'duty' AND ended IS NULL
ORDER BY began DESC
LIMIT 1;

-- :list presence_spans(text hall, text from, text to)
SELECT staff, place, began, ended
FROM presence
WHERE hall = :hall AND began >= :from AND began < :to
ORDER BY staff, began;

-- :list attendance_people(text hall, text staff)
SELECT s.id, s.name, p.post,
	coalesce(p.attends = 1, instr(s.roles, '"village"') = 0) AS "attends:flag",
	coalesce(p.from_day, j.day) AS from_day, p.to_day, d.day AS left_on, p.stand_in
FROM staff s
LEFT JOIN staff_joined j ON j.hall = s.hall AND j.id = s.id
LEFT JOIN staff_profile p ON p.hall = s.hall AND p.id = s.id
LEFT JOIN staff_departure d ON d.hall = s.hall AND d.id = s.id
WHERE s.hall = :hall AND (:staff = '' OR s.id = :staff)
ORDER BY s.id;

-- :apply leave.requested
INSERT INTO leave (hall, id, staff, kind, from_day, from_half, to_day, to_half,
                   halves, provisional, reason, state, asked_at)
VALUES (:hall, :id, :staff, :kind, :from, :from_half, :to, :to_half,
        :halves, :provisional, :reason, 'requested', :at);

-- :apply leave.approved
UPDATE leave SET state = 'approved', decided_at = :at, decided_by = :by, note = :note
 WHERE hall = :hall AND id = :id;

-- :apply leave.refused
UPDATE leave SET state = 'refused', decided_at = :at, decided_by = :by, note = :note
 WHERE hall = :hall AND id = :id;

-- :apply leave.cancelled
UPDATE leave SET state = 'cancelled', decided_at = :at, decided_by = :by, note = :note
 WHERE hall = :hall AND id = :id;

-- :apply leave.returned
UPDATE leave
   SET state = 'returned', to_day = :to, to_half = :to_half, halves = :halves,
       decided_at = :at, decided_by = :by, note = :note
 WHERE hall = :hall AND id = :id;

-- :load leave_row(text hall, text id)
SELECT id, staff, from_day, from_half AS "from_half:day_half",
       to_day, to_half AS "to_half:day_half",
       state AS "state:leave_state"
  FROM leave
 WHERE hall = :hall AND id = :id;

-- :load leave_count(text hall)
SELECT count(*) AS "count:int" FROM leave WHERE hall = :hall;

-- :list leave_spans(text hall, text staff, text from, text to, int open)
SELECT staff, kind AS "kind:leave_kind", from_day, from_half AS "from_half:day_half",
       to_day, to_half AS "to_half:day_half"
  FROM leave
 WHERE hall = :hall
   AND (:staff = '' OR staff = :staff)
   AND to_day >= :from AND from_day <= :to
   AND (state IN ('approved', 'returned') OR (:open = 1 AND state = 'requested'))
 ORDER BY id;

-- :query leave_list(text hall, text staff, text state) many
SELECT l.id, l.staff, s.name, l.kind,
       l.from_day AS "from", l.from_half, l.to_day AS "to", l.to_half,
       l.halves, l.provisional AS "provisional:flag", l.reason,
       l.state, l.asked_at, l.decided_at, l.decided_by, l.note,
       (SELECT b.name
          FROM staff_profile p JOIN staff b ON b.hall = p.hall AND b.id = p.stand_in
         WHERE p.hall = l.hall AND p.id = l.staff) AS stand_in_name
  FROM leave l JOIN staff s ON s.hall = l.hall AND s.id = l.staff
 WHERE l.hall = :hall
   AND (:staff = '' OR l.staff = :staff)
   AND (:state = '' OR l.state = :state)
 ORDER BY l.state <> 'requested', l.asked_at DESC
 LIMIT :most;

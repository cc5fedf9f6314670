-- :apply score.closed
INSERT INTO score (hall, month, staff, total, parts)
VALUES (:hall, :month, :staff, :total, :parts)
ON CONFLICT DO NOTHING;

-- :apply score.month_closed
INSERT INTO score_month (hall, month, people, by_name, at)
VALUES (:hall, :id, :people, :by, :at)
ON CONFLICT DO NOTHING;

-- :apply grade.confirmed
INSERT INTO grade
       (hall, year, staff, average, months, proposed, grade, reason, by_name, at)
VALUES (:hall, :year, :staff, :average, :months, :proposed, :grade, :reason, :by, :at)
ON CONFLICT REPLACE;

-- :load score_month_row(text hall, text month)
SELECT month, people, by_name, at FROM score_month WHERE hall = :hall AND month = :month;

-- :query score_closed(text hall, text month, text staff) many
SELECT c.month, c.staff, s.name, p.post, coalesce(p.employer, '') AS employer, c.total,
       c.parts AS "parts:json"
  FROM score c
  JOIN staff s ON s.hall = c.hall AND s.id = c.staff
  LEFT JOIN staff_profile p ON p.hall = c.hall AND p.id = c.staff
 WHERE c.hall = :hall
   AND (:month = '' OR c.month = :month)
   AND (:staff = '' OR c.staff = :staff)
 ORDER BY c.month DESC, c.total DESC, c.staff
 LIMIT :most;

-- :list score_people(text hall, text from, text below)
SELECT s.id, s.name, s.roles, p.post, coalesce(p.employer, '') AS employer,
       coalesce(p.from_day, j.day) AS from_day,
       (SELECT count(*)
          FROM (SELECT c.id FROM case_file c
                 WHERE c.hall = s.hall AND c.received_by = s.id
                   AND c.received_at >= :from AND c.received_at < :below
                UNION
                SELECT c.id FROM case_file c
                 WHERE c.hall = s.hall AND c.accepted_by = s.id
                   AND c.accepted_at >= :from AND c.accepted_at < :below
                UNION
                SELECT c.id FROM case_file c
                 WHERE c.hall = s.hall AND c.decided_actor = s.id
                   AND c.decided_at >= :from AND c.decided_at < :below
                UNION
                SELECT c.id FROM case_file c
                 WHERE c.hall = s.hall AND c.issued_by = s.id
                   AND c.issued_at >= :from AND c.issued_at < :below) AS each)
         AS "handled:int",
       (SELECT count(*) FROM case_file c
         WHERE c.hall = s.hall AND c.received_by = s.id
           AND c.accepted_at >= :from AND c.accepted_at < :below) AS "accepted:int",
       (SELECT count(*) FROM case_file c
         WHERE c.hall = s.hall AND c.received_by = s.id
           AND c.accepted_at >= :from AND c.accepted_at < :below
           AND c.accepted_by = 'law') AS "by_law:int",
       (SELECT count(*) FROM rating r
         WHERE r.hall = s.hall AND r.clerk = s.id AND r.nth = 1
           AND r.at >= :from AND r.at < :below
           AND r.level IN ('very_satisfied', 'satisfied', 'fairly_satisfied')) AS "pleased:int",
       (SELECT count(*)
          FROM rating r JOIN work_order o ON o.hall = r.hall AND o.ticket = r.ticket
         WHERE r.hall = s.hall AND r.clerk = s.id AND r.nth = 1
           AND r.at >= :from AND r.at < :below
           AND r.level IN ('dissatisfied', 'very_dissatisfied')
           AND o.verdict = 'true') AS "negative:int",
       (SELECT count(*)
          FROM rating r LEFT JOIN work_order o ON o.hall = r.hall AND o.ticket = r.ticket
         WHERE r.hall = s.hall AND r.clerk = s.id AND r.nth = 1
           AND r.at >= :from AND r.at < :below
           AND r.level IN ('dissatisfied', 'very_dissatisfied')
           AND o.verdict IS NULL) AS "unproved:int",
       (SELECT coalesce(sum(d.points), 0) FROM discipline d
         WHERE d.hall = s.hall AND d.staff = s.id AND d.revoked IS NULL
           AND d.day >= :from AND d.day < :below) AS "discipline:int",
       (SELECT coalesce(sum(c.points), 0) FROM commendation c
         WHERE c.hall = s.hall AND c.staff = s.id
           AND c.day >= :from AND c.day < :below) AS "commendation:int",
       (SELECT coalesce(sum(n.minutes), 0)
          FROM training_attendance a
          JOIN training_session n ON n.hall = a.hall AND n.id = a.session
         WHERE a.hall = s.hall AND a.staff = s.id AND a.present = 1 AND n.cancelled IS NULL
           AND n.day >= substr(:from, 1, 4) AND n.day < :below) AS "minutes:int"
  FROM staff s
  LEFT JOIN staff_joined j ON j.hall = s.hall AND j.id = s.id
  LEFT JOIN staff_profile p ON p.hall = s.hall AND p.id = s.id
  LEFT JOIN staff_departure d ON d.hall = s.hall AND d.id = s.id
 WHERE s.hall = :hall
   AND instr(s.roles, '"village"') = 0 AND instr(s.roles, '"director"') = 0
   AND coalesce(p.from_day, j.day) < :below
   AND (d.day IS NULL OR d.day >= :from)
 ORDER BY s.id;

-- :list score_decisions(text hall, text from, text below)
SELECT decided_actor AS staff, substr(decided_at, 1, 10) AS decided_on,
       substr(accepted_at, 1, 10) AS accepted_on, due_on
  FROM case_file
 WHERE hall = :hall AND decided_at >= :from AND decided_at < :below
   AND due_on IS NOT NULL AND accepted_at IS NOT NULL;

-- :load score_overdue(text hall, text day)
SELECT count(*) AS "count:int"
  FROM case_file
 WHERE hall = :hall AND due_on IS NOT NULL AND due_on < :day
   AND accepted_at IS NOT NULL AND decided_at IS NULL;

-- :list score_year(text hall, text year)
SELECT s.id, s.name, p.post, p.employment, coalesce(p.employer, '') AS employer,
       coalesce(sum(c.total), 0) AS "sum:int", count(c.month) AS "months:int",
       (SELECT count(*) FROM discipline d
         WHERE d.hall = s.hall AND d.staff = s.id AND d.revoked IS NULL
           AND d.measure = 'serious' AND substr(d.day, 1, 4) = :year) AS "serious:int",
       g.grade AS "grade:grade", g.reason, g.by_name, g.at
  FROM staff s
  LEFT JOIN staff_profile p ON p.hall = s.hall AND p.id = s.id
  LEFT JOIN score c ON c.hall = s.hall AND c.staff = s.id AND substr(c.month, 1, 4) = :year
  LEFT JOIN grade g ON g.hall = s.hall AND g.staff = s.id AND g.year = :year
 WHERE s.hall = :hall
   AND instr(s.roles, '"village"') = 0 AND instr(s.roles, '"director"') = 0
   AND (c.month IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM staff_departure d WHERE d.hall = s.hall AND d.id = s.id))
 GROUP BY s.hall, s.id, s.name, p.post, p.employment, p.employer, g.grade, g.reason, g.by_name, g.at
 ORDER BY s.id;

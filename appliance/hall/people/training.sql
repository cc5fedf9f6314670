-- :apply training.planned
INSERT INTO training_plan (hall, id, title, giver, from_day, to_day, subjects, minutes)
VALUES (:hall, :id, :title, :giver, :from, :to, :subjects, :minutes);

-- :apply training.held
INSERT INTO training_session (hall, id, plan, subject, title, giver, teacher, day, minutes)
VALUES (:hall, :id, :plan, :subject, :title, :giver, :teacher, :on, :minutes);

-- :apply training.attended
INSERT INTO training_attendance (hall, session, staff, present, mark, certificate)
VALUES (:hall, :id, :staff, :present, :mark, :certificate)
ON CONFLICT REPLACE;

-- :apply training.cancelled
UPDATE training_session SET cancelled = :reason WHERE hall = :hall AND id = :id;

-- :load training_count(text hall)
SELECT (SELECT count(*) FROM training_plan WHERE hall = :hall) AS "plans:int",
       (SELECT count(*) FROM training_session WHERE hall = :hall) AS "sessions:int";

-- :load training_plan_row(text hall, text id)
SELECT id, from_day, to_day FROM training_plan WHERE hall = :hall AND id = :id;

-- :load training_session_row(text hall, text id)
SELECT id, day, cancelled FROM training_session WHERE hall = :hall AND id = :id;

-- :query training_plans(text hall) many
SELECT p.id, p.title, p.giver, p.from_day AS "from", p.to_day AS "to",
       p.subjects AS "subjects:json", p.minutes,
       coalesce((SELECT sum(s.minutes)
                   FROM training_session s
                  WHERE s.hall = p.hall AND s.plan = p.id AND s.cancelled IS NULL),
                0) AS "held_minutes:int",
       coalesce((SELECT json_group_array(DISTINCT s.subject)
                   FROM training_session s
                  WHERE s.hall = p.hall AND s.plan = p.id AND s.cancelled IS NULL),
                '[]') AS "held_subjects:json"
  FROM training_plan p
 WHERE p.hall = :hall
 ORDER BY p.from_day DESC, p.id DESC
 LIMIT :most;

-- :query training_sessions(text hall) many
SELECT s.id, s.plan, s.subject, s.title, s.giver, s.teacher, s.day AS "on", s.minutes, s.cancelled,
       coalesce((SELECT json_group_array(json_object(
                          'staff', a.staff,
                          'present', json(CASE a.present WHEN 1 THEN 'true' ELSE 'false' END),
                          'mark', CASE WHEN a.mark >= 0 THEN a.mark END,
                          'certificate', a.certificate))
                   FROM training_attendance a
                  WHERE a.hall = s.hall AND a.session = s.id),
                '[]') AS "people:json"
  FROM training_session s
 WHERE s.hall = :hall
 ORDER BY s.day DESC, s.id DESC
 LIMIT :most;

-- :query training_of_staff(text hall, text staff) many
SELECT s.subject, s.title, s.giver, s.day AS "on", s.minutes, a.present AS "present:flag",
       CASE WHEN a.mark >= 0 THEN a.mark END AS "mark:int", a.certificate
  FROM training_attendance a JOIN training_session s ON s.hall = a.hall AND s.id = a.session
 WHERE a.hall = :hall AND a.staff = :staff AND s.cancelled IS NULL
 ORDER BY s.day DESC
 LIMIT :most;

-- :list training_people(text hall, text from, text to)
SELECT s.id, s.name, instr(s.roles, '"village"') > 0 AS "village:flag",
       coalesce(p.unit, s.hall) AS unit,
       coalesce((SELECT count(*)
                   FROM training_attendance a
                   JOIN training_session n ON n.hall = a.hall AND n.id = a.session
                  WHERE a.hall = s.hall AND a.staff = s.id AND a.present = 1
                    AND n.cancelled IS NULL AND n.day BETWEEN :from AND :to),
                0) AS "sessions:int",
       coalesce((SELECT count(*)
                   FROM training_attendance a
                   JOIN training_session n ON n.hall = a.hall AND n.id = a.session
                  WHERE a.hall = s.hall AND a.staff = s.id AND a.present = 1
                    AND n.cancelled IS NULL AND n.giver = 'county'
                    AND n.day BETWEEN :from AND :to),
                0) AS "county:int"
  FROM staff s
  LEFT JOIN staff_profile p ON p.hall = s.hall AND p.id = s.id
  LEFT JOIN staff_departure d ON d.hall = s.hall AND d.id = s.id
 WHERE s.hall = :hall AND d.day IS NULL
 ORDER BY s.id;

-- :list training_subjects(text hall, text from, text to)
SELECT n.subject AS "subject:training_subject",
       count(DISTINCT n.id) AS "sessions:int",
       count(DISTINCT CASE WHEN a.present = 1 THEN a.staff END) AS "people:int"
  FROM training_session n
  LEFT JOIN training_attendance a
    ON a.hall = n.hall AND a.session = n.id
   AND NOT EXISTS (SELECT 1 FROM staff_departure d WHERE d.hall = a.hall AND d.id = a.staff)
 WHERE n.hall = :hall AND n.cancelled IS NULL AND n.day BETWEEN :from AND :to
 GROUP BY n.subject;

-- :list training_halls()
SELECT hall, name FROM site WHERE kind <> 'county' ORDER BY hall;

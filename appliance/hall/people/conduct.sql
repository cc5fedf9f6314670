-- :apply discipline.recorded
INSERT INTO discipline (hall, id, staff, kind, measure, day, text, points, by_name)
VALUES (:hall, :id, :staff, :kind, :measure, :on, :text, :points, :by);

-- :apply discipline.revoked
UPDATE discipline SET revoked = :reason WHERE hall = :hall AND id = :id;

-- :apply commendation.given
INSERT INTO commendation (hall, id, staff, kind, title, day, text, points, published, by_name)
VALUES (:hall, :id, :staff, :kind, :title, :on, :text, :points, :published, :by);

-- :apply commendation.shown
UPDATE commendation SET published = :published WHERE hall = :hall AND id = :id;

-- :load conduct_count(text hall)
SELECT (SELECT count(*) FROM discipline WHERE hall = :hall) AS "disciplines:int",
       (SELECT count(*) FROM commendation WHERE hall = :hall) AS "commendations:int";

-- :load discipline_row(text hall, text id)
SELECT id, revoked FROM discipline WHERE hall = :hall AND id = :id;

-- :load commendation_row(text hall, text id)
SELECT id FROM commendation WHERE hall = :hall AND id = :id;

-- :query discipline_list(text hall, text staff) many
SELECT d.id, d.staff, s.name, d.kind, d.measure, d.day AS "on", d.text, d.points,
       d.by_name AS "by", d.revoked
  FROM discipline d JOIN staff s ON s.hall = d.hall AND s.id = d.staff
 WHERE d.hall = :hall AND (:staff = '' OR d.staff = :staff)
 ORDER BY d.day DESC, d.id DESC
 LIMIT :most;

-- :query commendation_list(text hall, text staff) many
SELECT c.id, c.staff, s.name, c.kind, c.title, c.day AS "on", c.text, c.points,
       c.by_name AS "by", c.published AS "published:flag"
  FROM commendation c JOIN staff s ON s.hall = c.hall AND s.id = c.staff
 WHERE c.hall = :hall AND (:staff = '' OR c.staff = :staff)
 ORDER BY c.day DESC, c.id DESC
 LIMIT :most;

-- :query commendation_public(text hall) many
SELECT s.name, c.kind, c.title, c.day AS "on", c.text
  FROM commendation c JOIN staff s ON s.hall = c.hall AND s.id = c.staff
 WHERE c.hall = :hall AND c.published = 1
 ORDER BY c.day DESC, c.id DESC
 LIMIT :most;

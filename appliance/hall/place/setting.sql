-- :apply setting.changed
INSERT INTO hall_setting (hall, name, value, at, by_name)
VALUES (:hall, :id, :value, :at, :by)
ON CONFLICT REPLACE;

-- :load setting_row(text hall, text name)
SELECT value, at, by_name FROM hall_setting WHERE hall = :hall AND name = :name;

-- :list setting_values(text hall)
SELECT name, value FROM hall_setting WHERE hall = :hall;

-- :apply setting.changed
INSERT OR REPLACE INTO hall_setting (hall, name, value, at, by_name) VALUES (:hall, :id, :body ->> 'value', :at, :body ->> 'by');

-- :load setting_row(text hall, text name)
SELECT value AS value, at AS at, by_name AS by_name FROM hall_setting WHERE hall = :hall AND name = :name;

-- :list setting_values(text hall)
SELECT name AS name, value AS value FROM hall_setting WHERE hall = :hall;

-- :apply rating.options_set
INSERT OR REPLACE INTO rating_options (hall, version, options, at) VALUES (:hall, :id, :body -> 'options', :at);

-- :load options_now(text hall)
SELECT version AS version, options AS options FROM rating_options WHERE hall = :hall ORDER BY at DESC, version DESC LIMIT 1;

-- :load options_version(text hall, text version)
SELECT at AS at FROM rating_options WHERE hall = :hall AND version = :version;

-- :list options_halls(text hub)
SELECT node AS node FROM hall_admission WHERE hall = :hub ORDER BY node;

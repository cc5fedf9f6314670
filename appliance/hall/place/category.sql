-- :apply category.defined
INSERT INTO category (hall, id, zone, letter, label, items, at)
VALUES (:hall, :id, :zone, :letter, :label, :items, :at);

-- :apply category.retired
UPDATE category SET retired = 1 WHERE hall = :hall AND id = :id;

-- :list category_rows(text hall)
SELECT id, zone, letter, label, items, retired AS "retired:flag"
FROM category
WHERE hall = :hall
ORDER BY letter, id;

-- :load category_named(text hall, text id)
SELECT label FROM category WHERE hall = :hall AND id = :id;

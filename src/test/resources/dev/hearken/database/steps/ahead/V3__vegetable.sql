CREATE TABLE vegetable (name text);

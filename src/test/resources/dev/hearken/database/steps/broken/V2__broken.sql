CREATE TABLE half (name text);
CREATE TABEL other (name text);

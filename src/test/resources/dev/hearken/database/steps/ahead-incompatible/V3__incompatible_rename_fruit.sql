ALTER TABLE fruit RENAME TO fruits;

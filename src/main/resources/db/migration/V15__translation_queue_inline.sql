-- The keys of a slice of an upload are digests, which no compression makes smaller, and those of most slices fit into a
-- page: an upload is not to wait until they are packed and put elsewhere.
ALTER TABLE translation_queue ALTER COLUMN keys SET STORAGE EXTERNAL;
ALTER TABLE translation_queue SET (toast_tuple_target = 8160);

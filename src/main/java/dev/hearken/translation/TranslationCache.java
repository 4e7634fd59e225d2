package dev.hearken.translation;

import dev.hearken.database.Database;
import dev.hearken.database.FreshPlan;
import dev.hearken.database.Rows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.RowMapper;

/// What was translated once, for whoever has the same text again. What was used longest ago goes
/// when it is full.
final class TranslationCache {
  /// Longer texts hardly come twice.
  private static final int LARGEST = 16 << 10;

  /// What a row takes beside its text.
  private static final int ROW_BYTES = 150;

  private static final int EVICTED = 500;

  private static final RowMapper<Entry> ENTRY = Rows.of(Entry.class);

  private final Database database;
  private final String service;
  private final long bytes;

  /// @param bytes how much it may hold; 0 for nothing
  TranslationCache(Database database, String service, long bytes) {
    this.database = database;
    this.service = service;
    this.bytes = bytes;
  }

  record Entry(ByteBuffer hash, String text) {}

  /// Those of these texts that are known, and their translations.
  Map<String, String> find(Collection<String> texts, String from, String to) {
    if (bytes == 0 || texts.isEmpty()) {
      return Map.of();
    }
    var asked = new HashMap<ByteBuffer, String>();
    texts.forEach(text -> asked.put(ByteBuffer.wrap(hash(text)), text));
    var found =
        database.with(handle ->
            handle
                .createQuery(
                    """
                    WITH touched AS (
                      UPDATE translation_cache
                      SET used_at = now()
                      WHERE hash = ANY(:hashes)
                        AND from_language = :from
                        AND to_language = :to
                        AND service = :service
                        AND used_at < now() - interval '1 day'
                    )
                    SELECT hash, text
                    FROM translation_cache
                    WHERE hash = ANY(:hashes)
                      AND from_language = :from
                      AND to_language = :to
                      AND service = :service
                    """)
                .addCustomizer(FreshPlan.EACH_TIME)
                .bind("hashes", asked.keySet().toArray(ByteBuffer[]::new))
                .bind("from", from)
                .bind("to", to)
                .bind("service", service)
                .map(ENTRY)
                .list());
    var known = new HashMap<String, String>();
    for (var entry : found) {
      var text = asked.get(entry.hash());
      if (text != null) {
        known.put(text, entry.text());
      }
    }
    return known;
  }

  /// Keeps them.
  void put(Map<String, String> translations, String from, String to) {
    var rows = new TreeMap<byte[], String>(Arrays::compareUnsigned);
    translations.forEach((text, translation) -> {
      if (size(translation) <= LARGEST) {
        rows.put(hash(text), translation);
      }
    });
    if (bytes == 0 || rows.isEmpty()) {
      return;
    }
    long held =
        database.with(handle ->
            handle
                .createQuery(
                    """
                    WITH sent AS (
                      SELECT hash, text, CAST(size AS integer) AS bytes
                      FROM unnest(:hashes, :texts, :sizes) AS sent (hash, text, size)
                    ), old AS (
                      SELECT coalesce(sum(c.bytes), 0) AS bytes
                      FROM sent
                      JOIN translation_cache c
                        ON c.hash = sent.hash
                          AND c.from_language = :from
                          AND c.to_language = :to
                          AND c.service = :service
                    ), kept AS (
                      INSERT INTO translation_cache
                        (hash, from_language, to_language, service, text, bytes, used_at)
                      SELECT hash, :from, :to, :service, text, bytes, now()
                      FROM sent
                      ORDER BY hash
                      ON CONFLICT (hash, from_language, to_language, service) DO UPDATE
                      SET text = excluded.text, bytes = excluded.bytes, used_at = excluded.used_at
                      RETURNING bytes
                    )
                    UPDATE translator
                    SET cache_bytes = cache_bytes + (SELECT coalesce(sum(bytes), 0) FROM kept)
                      - (SELECT bytes FROM old)
                    RETURNING cache_bytes
                    """)
                .addCustomizer(FreshPlan.EACH_TIME)
                .bind("hashes", rows.keySet().toArray(byte[][]::new))
                .bind("texts", rows.values().toArray(String[]::new))
                .bindArray(
                    "sizes",
                    Long.class,
                    rows.values().stream().map(text -> (long) size(text)).toList())
                .bind("from", from)
                .bind("to", to)
                .bind("service", service)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    if (held > bytes) {
      evict();
    }
  }

  /// Until there is room for a while.
  private void evict() {
    long held = Long.MAX_VALUE;
    while (held > bytes - bytes / 10) {
      long before = held;
      held =
          database.with(handle ->
              handle
                  .createQuery(
                      """
                      WITH gone AS (
                        DELETE FROM translation_cache
                        WHERE (hash, from_language, to_language, service) IN (
                          SELECT hash, from_language, to_language, service
                          FROM translation_cache
                          ORDER BY used_at
                          LIMIT :most
                          FOR UPDATE SKIP LOCKED
                        )
                        RETURNING bytes
                      )
                      UPDATE translator
                      SET cache_bytes = CASE
                        WHEN EXISTS (SELECT FROM gone)
                        THEN cache_bytes - (SELECT sum(bytes) FROM gone)
                        ELSE 0
                      END
                      RETURNING cache_bytes
                      """)
                  .bind("most", EVICTED)
                  .mapTo(Long.class)
                  .findOne()
                  .orElse(0L));
      if (held >= before) {
        return;
      }
    }
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length + ROW_BYTES;
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }
}

package dev.hearken.bucket;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/// Sync states in the database. Integrations, which make them, are not part of the server yet.
final class SyncStateStore {
  private static final RowMapper<SyncState> STATE = Rows.of(SyncState.class);

  private final Database database;
  private final Clock clock;

  SyncStateStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The states of a bucket: one for each folder of each mailbox.
  List<SyncState> list(Id bucket) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                SELECT id, mailbox_name, status, last_synced_at, folder_id, folder_path, synced_until
                FROM sync_state
                WHERE bucket_id = :bucket
                ORDER BY mailbox_name, id
                """)
            .bind("bucket", bucket)
            .map(STATE)
            .list());
  }

  /// The ids of the states of one mailbox.
  List<Id> ids(Id bucket, String mailbox) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                SELECT id FROM sync_state
                WHERE bucket_id = :bucket AND mailbox_name = :mailbox
                ORDER BY id
                """)
            .bind("bucket", bucket)
            .bind("mailbox", mailbox)
            .mapTo(Id.class)
            .list());
  }

  /// Forgets a state, so that its folder is read again from the beginning.
  ///
  /// @return whether there was one
  boolean delete(Caller caller, Bucket bucket, Id id) {
    return database.with(handle ->
        handle
                .createUpdate(
                    """
                    WITH gone AS (
                      DELETE FROM sync_state WHERE id = :id AND bucket_id = :bucket RETURNING *
                    )
                    INSERT INTO audit_event (at, type, actor_id, about, before)
                    SELECT :now, 'sync_state.delete', :caller,
                      jsonb_build_array(
                        about('bucket', b.id, b.name), about('project', p.id, p.name)),
                      to_jsonb(gone)
                    FROM gone
                    JOIN bucket b ON b.id = gone.bucket_id
                    JOIN project p ON p.id = b.project_id
                    """)
                .bind("id", id)
                .bind("bucket", bucket.id())
                .bind("caller", caller.id())
                .bind("now", clock.instant())
                .execute()
            > 0);
  }
}

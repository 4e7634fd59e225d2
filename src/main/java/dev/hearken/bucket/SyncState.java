package dev.hearken.bucket;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hearken.database.Id;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far an integration has read a mailbox into a bucket (wire contract 2.4).
///
/// @param folderId absent when it covers the whole mailbox
@JsonInclude(JsonInclude.Include.NON_NULL)
record SyncState(
    @JsonIgnore Id id,
    String mailboxName,
    String status,
    Instant lastSyncedAt,
    @Nullable String folderId,
    @Nullable List<String> folderPath,
    @Nullable Instant syncedUntil) {}

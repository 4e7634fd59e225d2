package dev.hearken.thread;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What can be said of a thread, and of a comment's place in it (domain 4.6).
///
/// @param numMessages how many comments it has
/// @param numParticipants how many addresses take part, in lower case
/// @param duration seconds from the first comment to the last
/// @param responseTime seconds from the first comment to the first one by another sender; null when
///   nobody else sent any
/// @param firstSender who sent the first comment, as written
/// @param threadPosition how many comments stand before this one
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ThreadProperties(
    long numMessages,
    long numParticipants,
    double duration,
    @Nullable Double responseTime,
    @Nullable String firstSender,
    long threadPosition) {}

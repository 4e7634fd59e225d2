package dev.hearken.thread;

import java.util.List;

/// Comments that hang together.
///
/// @param comments their ids, in the order of time
record CommentThread(String threadId, List<String> comments) {}

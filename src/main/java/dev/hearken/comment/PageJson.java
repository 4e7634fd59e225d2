package dev.hearken.comment;

import dev.hearken.http.Answer;
import java.nio.ByteBuffer;
import java.util.List;

/// The comments of a page that is held in memory, as JSON.
///
/// @param comments of the page, in its order
record PageJson(List<CommentJson> comments) implements Answer.Listed.Elements {
  static PageJson of(List<Comment> comments) {
    return new PageJson(comments.stream().map(CommentJson::new).toList());
  }

  @Override
  public int length() {
    int commas = Math.max(0, comments.size() - 1);
    return comments.stream().mapToInt(CommentJson::length).sum() + commas;
  }

  @Override
  public void put(ByteBuffer out) {
    for (int i = 0; i < comments.size(); i++) {
      if (i > 0) {
        out.put((byte) ',');
      }
      comments.get(i).put(out);
    }
  }
}

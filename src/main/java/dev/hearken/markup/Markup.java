package dev.hearken.markup;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node of the tree (domain 4.2). It is at most [MarkupReader#DEEPEST] deep, so that it can be
/// walked by calling itself.
public sealed interface Markup {
  /// @throws IOException when the generator does
  void write(JsonGenerator out) throws IOException;

  /// @param nodes one behind the other
  static void write(List<? extends Markup> nodes, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (var node : nodes) {
      node.write(out);
    }
    out.writeEndArray();
  }

  /// How many nodes there are.
  static int count(List<? extends Markup> nodes) {
    int count = 0;
    for (var node : nodes) {
      count += 1 + count(node.children());
    }
    return count;
  }

  /// What is below it.
  default List<? extends Markup> children() {
    return List.of();
  }

  /// Is it a block of its own?
  default boolean stands() {
    return false;
  }

  /// Text from here to there, in code points.
  record Text(int start, int end) implements Markup {
    @Override
    public void write(JsonGenerator out) throws IOException {
      Markup.begin("text", out);
      out.writeObjectFieldStart("span");
      out.writeNumberField("start", start);
      out.writeNumberField("end", end);
      out.writeEndObject();
      out.writeEndObject();
    }
  }

  /// @param kind `br` or `hr`
  record Break(String kind) implements Markup {
    @Override
    public void write(JsonGenerator out) throws IOException {
      Markup.begin("break", out);
      out.writeStringField("break_kind", kind);
      out.writeEndObject();
    }
  }

  /// @param kind the element's name
  record Paragraph(String kind, List<Markup> children) implements Markup {
    @Override
    public boolean stands() {
      return true;
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
      Markup.begin("paragraph", out);
      out.writeStringField("paragraph_kind", kind);
      Markup.finish(children, out);
    }
  }

  /// @param kind the element's name
  record Style(String kind, List<Markup> children) implements Markup {
    @Override
    public void write(JsonGenerator out) throws IOException {
      Markup.begin("style", out);
      out.writeStringField("style_kind", kind);
      Markup.finish(children, out);
    }
  }

  /// @param href null where it leads nowhere that is safe
  record Link(@Nullable String href, List<Markup> children) implements Markup {
    @Override
    public void write(JsonGenerator out) throws IOException {
      Markup.begin("link", out);
      out.writeStringField("href", href);
      Markup.finish(children, out);
    }
  }

  record Image(@Nullable String src, @Nullable String alt) implements Markup {
    @Override
    public void write(JsonGenerator out) throws IOException {
      Markup.begin("image", out);
      out.writeStringField("src", src);
      out.writeStringField("alt", alt);
      out.writeEndObject();
    }
  }

  /// @param kind `ul` or `ol`
  record Listing(String kind, List<Item> children) implements Markup {
    @Override
    public boolean stands() {
      return true;
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
      Markup.begin("list", out);
      out.writeStringField("list_kind", kind);
      out.writeFieldName("items");
      Markup.write(children, out);
      out.writeEndObject();
    }
  }

  /// Of a list, or what is written above a table.
  record Item(List<Markup> children) implements Markup {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeStartObject();
      Markup.finish(children, out);
    }
  }

  record Table(List<Row> children, List<Item> captions, boolean borderless) implements Markup {
    @Override
    public boolean stands() {
      return true;
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
      Markup.begin("table", out);
      out.writeFieldName("rows");
      Markup.write(children, out);
      out.writeFieldName("captions");
      Markup.write(captions, out);
      out.writeBooleanField("borderless", borderless);
      out.writeEndObject();
    }
  }

  /// @param section `thead`, `tbody` or `tfoot`
  record Row(String section, List<Cell> children) implements Markup {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeStartObject();
      out.writeStringField("section", section);
      out.writeFieldName("cells");
      Markup.write(children, out);
      out.writeEndObject();
    }
  }

  /// @param kind `th` or `td`
  record Cell(String kind, int rowspan, int colspan, List<Markup> children) implements Markup {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeStartObject();
      out.writeStringField("cell_kind", kind);
      out.writeNumberField("rowspan", rowspan);
      out.writeNumberField("colspan", colspan);
      Markup.finish(children, out);
    }
  }

  private static void begin(String kind, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("kind", kind);
  }

  private static void finish(List<Markup> children, JsonGenerator out) throws IOException {
    out.writeFieldName("children");
    write(children, out);
    out.writeEndObject();
  }
}

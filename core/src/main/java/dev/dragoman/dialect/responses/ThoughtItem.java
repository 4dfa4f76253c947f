package dev.dragoman.dialect.responses;

import dev.dragoman.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** A thought, told as a summary of one part. */
final class ThoughtItem implements AnswerItem {

    private final Place place;
    private final StringBuilder text = new StringBuilder();
    private @Nullable String content;

    ThoughtItem(Place place) {
        this.place = place;
    }

    void append(String piece) {
        text.append(piece);
    }

    /** Gives it what its vendor wants back. */
    void carry(String encrypted) {
        content = encrypted;
    }

    /** Whether it has a summary. */
    boolean speaks() {
        return !text.isEmpty();
    }

    /** Whether nothing can be added to it. */
    boolean closed() {
        return content != null;
    }

    String text() {
        return text.toString();
    }

    @Override
    public int index() {
        return place.index();
    }

    @Override
    public String id() {
        return place.id("rs");
    }

    @Override
    public void write(JsonWriter out, Status status) {
        out.beginObject().member("id", id()).member("type", "reasoning").name("summary");
        out.beginArray();
        if (speaks()) {
            part(out, text());
        }
        out.endArray().memberIfPresent("encrypted_content", content).endObject();
    }

    /** Writes a part of a summary. */
    static void part(JsonWriter out, String text) {
        out.beginObject().member("type", "summary_text").member("text", text).endObject();
    }
}

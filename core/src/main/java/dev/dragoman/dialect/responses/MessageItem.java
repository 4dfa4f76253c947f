package dev.dragoman.dialect.responses;

import dev.dragoman.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model says: texts, refusals and sound. */
final class MessageItem implements AnswerItem {

    private final Place place;
    private final List<ContentPart> parts = new ArrayList<>(2);

    MessageItem(Place place) {
        this.place = place;
    }

    /** The part that is being said; null before there is one. */
    @Nullable
    ContentPart last() {
        return parts.isEmpty() ? null : parts.getLast();
    }

    void add(ContentPart part) {
        parts.add(part);
    }

    List<ContentPart> parts() {
        return parts;
    }

    @Override
    public int index() {
        return place.index();
    }

    @Override
    public String id() {
        return place.id("msg");
    }

    @Override
    public void write(JsonWriter out, Status status) {
        out.beginObject().member("id", id()).member("type", "message").member("status", status.word());
        out.member("role", "assistant").name("content").beginArray();
        parts.forEach(part -> part.write(out));
        out.endArray().endObject();
    }
}

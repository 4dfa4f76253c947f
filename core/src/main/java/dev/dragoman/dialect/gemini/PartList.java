package dev.dragoman.dialect.gemini;

import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;

/** The parts of an answer; pieces of one text or one thought are joined. Not thread-safe. */
final class PartList {

    private final List<Part> parts = new ArrayList<>();

    void add(Part part) {
        Part last = parts.isEmpty() ? null : parts.getLast();
        if (last instanceof Part.Text before && part instanceof Part.Text more && before.signature() == null) {
            parts.set(parts.size() - 1, new Part.Text(before.text() + more.text(), null, List.of(), more.signature()));
        } else if (last instanceof Part.Thinking before
                && part instanceof Part.Thinking more
                && before.signature() == null) {
            parts.set(parts.size() - 1, new Part.Thinking(before.text() + more.text(), more.signature()));
        } else {
            parts.add(part);
        }
    }

    List<Part> parts() {
        return parts;
    }
}

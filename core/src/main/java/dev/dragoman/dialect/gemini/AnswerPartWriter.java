package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;

/** Writes the parts of an answer for a client. */
final class AnswerPartWriter {

    private final PartWriter parts;

    AnswerPartWriter() {
        Notes nobodyAsks = new Notes();
        this.parts = new PartWriter(new MediaWriter(GeminiModel.of(ModelTraits.unknown("")), nobodyAsks), nobodyAsks);
    }

    /** Whether a client sees anything of the part. */
    static boolean isTold(Part part) {
        return part instanceof Part.Thinking thinking
                ? !thinking.text().isEmpty() || thinking.signature() != null
                : Kinds.isWritten(part);
    }

    void write(JsonWriter out, Part part) {
        if (part instanceof Part.Thinking thinking) {
            parts.thought(out, thinking.text(), thinking.signature());
        } else {
            parts.write(out, part);
        }
    }
}

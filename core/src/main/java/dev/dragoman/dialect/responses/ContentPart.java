package dev.dragoman.dialect.responses;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a message while it is being said. */
sealed interface ContentPart {

    /** Writes it as far as it was said. */
    void write(JsonWriter out);

    /** Text with what belongs to it. */
    final class Text implements ContentPart {

        private final StringBuilder text = new StringBuilder();
        private final List<JsonObject> annotations = new ArrayList<>(0);
        private final List<JsonValue> logprobs = new ArrayList<>(0);
        private final List<JsonValue> citations = new ArrayList<>(0);
        private @Nullable String signature;

        void append(String piece) {
            text.append(piece);
        }

        /** Adds an annotation and returns its number. */
        int annotate(JsonObject annotation) {
            annotations.add(annotation);
            return annotations.size() - 1;
        }

        void weigh(JsonArray probabilities) {
            logprobs.addAll(probabilities.items());
        }

        void cite(JsonObject citation) {
            citations.add(citation);
        }

        void sign(String mark) {
            signature = mark;
        }

        /** Whether what is said next is another part. */
        boolean closed() {
            return signature != null || !citations.isEmpty();
        }

        String text() {
            return text.toString();
        }

        /** Its length as annotations count it. */
        long characters() {
            return AnswerReader.characters(text());
        }

        JsonArray logprobs() {
            return new JsonArray(logprobs);
        }

        @Override
        public void write(JsonWriter out) {
            out.beginObject().member("type", "output_text").name("annotations").beginArray();
            annotations.forEach(out::value);
            out.endArray().member("logprobs", logprobs()).member("text", text());
            if (closed()) {
                out.name(VendorFields.NAME).beginObject();
                out.memberIfPresent(VendorFields.CITATIONS, citations.isEmpty() ? null : new JsonArray(citations));
                out.memberIfPresent(VendorFields.SIGNATURE, signature).endObject();
            }
            out.endObject();
        }
    }

    /** The words of declining. */
    final class Refusal implements ContentPart {

        private final StringBuilder words = new StringBuilder();

        void append(String piece) {
            words.append(piece);
        }

        String words() {
            return words.toString();
        }

        @Override
        public void write(JsonWriter out) {
            out.beginObject()
                    .member("type", "refusal")
                    .member("refusal", words())
                    .endObject();
        }
    }

    /** Sound and what is spoken in it. */
    final class Sound implements ContentPart {

        private final StringBuilder data = new StringBuilder();
        private final StringBuilder transcript = new StringBuilder();
        private @Nullable String id;
        private @Nullable Long expiresAt;

        void append(Part.SpokenAudio piece) {
            id = piece.id() == null ? id : piece.id();
            expiresAt = piece.expiresAt() == null ? expiresAt : piece.expiresAt();
            data.append(piece.data() == null ? "" : piece.data());
            transcript.append(piece.transcript() == null ? "" : piece.transcript());
        }

        @Override
        public void write(JsonWriter out) {
            out.beginObject().member("type", "output_audio").memberIfPresent("id", id);
            out.member("data", data.toString()).member("transcript", transcript.toString());
            out.memberIfPresent("expires_at", expiresAt).endObject();
        }
    }
}

package dev.dragoman.dialect;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a streamed answer while it is being said. */
sealed interface HeardPart {

    /** What was heard of it so far. */
    Part part();

    /** Text, until it is signed or cited. */
    final class Text implements HeardPart {

        private final StringBuilder text = new StringBuilder();
        private final List<JsonObject> citations = new ArrayList<>(0);
        private @Nullable String signature;

        void append(String piece) {
            text.append(piece);
        }

        void cite(JsonObject citation) {
            citations.add(citation);
        }

        void sign(String mark) {
            signature = mark;
        }

        boolean closed() {
            return signature != null || !citations.isEmpty();
        }

        @Override
        public Part part() {
            return new Part.Text(text.toString(), null, citations, signature);
        }
    }

    /** A thought, until it is signed. */
    final class Thought implements HeardPart {

        private final StringBuilder text = new StringBuilder();
        private @Nullable String signature;

        void append(String piece) {
            text.append(piece);
        }

        void sign(String proof) {
            signature = proof;
        }

        boolean closed() {
            return signature != null;
        }

        @Override
        public Part part() {
            return new Part.Thinking(text.toString(), signature);
        }
    }

    /** Words of declining. */
    final class Refusal implements HeardPart {

        private final StringBuilder text = new StringBuilder();

        void append(String piece) {
            text.append(piece);
        }

        @Override
        public Part part() {
            return new Part.Refusal(text.toString());
        }
    }

    /** A tool call and its arguments. */
    final class Call implements HeardPart {

        private final ChatEvent.ToolCallStarted started;
        private final StringBuilder arguments = new StringBuilder();

        Call(ChatEvent.ToolCallStarted started) {
            this.started = started;
        }

        void append(String fragment) {
            arguments.append(fragment);
        }

        @Override
        public Part part() {
            return new Part.ToolCall(
                    started.id(), started.name(), arguments.toString(), started.custom(), started.signature(), null);
        }
    }

    /** Sound and what is spoken in it. */
    final class Audio implements HeardPart {

        private final StringBuilder data = new StringBuilder();
        private final StringBuilder transcript = new StringBuilder();
        private @Nullable String id;
        private @Nullable Long expiresAt;

        void append(ChatEvent.Audio piece) {
            id = piece.id() == null ? id : piece.id();
            expiresAt = piece.expiresAt() == null ? expiresAt : piece.expiresAt();
            data.append(piece.data() == null ? "" : piece.data());
            transcript.append(piece.transcript() == null ? "" : piece.transcript());
        }

        @Override
        public Part part() {
            return new Part.SpokenAudio(id, text(data), text(transcript), null, expiresAt);
        }

        private static @Nullable String text(StringBuilder said) {
            return said.isEmpty() ? null : said.toString();
        }
    }

    /** A part that came whole. */
    record Whole(Part part) implements HeardPart {}
}

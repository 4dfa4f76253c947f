package dev.dragoman.dialect.responses;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Part;

/** Hears an answer as it is put together. Of a whole answer nobody listens. */
interface AnswerListener {

    /** Hears nothing. */
    AnswerListener NONE = new AnswerListener() {};

    default void added(AnswerItem item) {}

    default void done(AnswerItem item, AnswerItem.Status status) {}

    default void summaryBegan(ThoughtItem item) {}

    default void summary(ThoughtItem item, String piece) {}

    default void partAdded(MessageItem item, ContentPart part) {}

    default void partDone(MessageItem item, ContentPart part) {}

    default void text(MessageItem item, String piece, JsonArray logprobs) {}

    default void refusal(MessageItem item, String piece) {}

    default void sound(MessageItem item, Part.SpokenAudio piece) {}

    default void annotated(MessageItem item, int part, int number, JsonObject annotation) {}

    default void arguments(CallItem item, String fragment) {}
}

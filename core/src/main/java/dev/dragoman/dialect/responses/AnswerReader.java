package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the items of a whole answer. */
final class AnswerReader {

    private final List<Part> parts = new ArrayList<>();
    private final List<JsonObject> annotations = new ArrayList<>(0);
    private final List<JsonValue> logprobs = new ArrayList<>(0);
    private long characters;

    static Choice read(Field response) {
        AnswerReader reader = new AnswerReader();
        response.required("output").items().forEach(reader::item);
        return reader.choice(response);
    }

    private Choice choice(Field response) {
        Endings endings = Endings.of(response, parts.stream().anyMatch(Part.ToolCall.class::isInstance));
        return new Choice(
                0,
                parts,
                endings.finish(),
                endings.nativeFinish(),
                endings.stopSequence(),
                logprobs.isEmpty() ? null : JsonObject.of("content", new JsonArray(logprobs)),
                annotations,
                endings.extras());
    }

    private void item(Field item) {
        String type = item.requiredString("type");
        switch (type) {
            case "message" -> item.required("content").items().forEach(this::said);
            case "reasoning" -> thought(Thoughts.read(item));
            default -> ItemReader.read(type, item, parts);
        }
    }

    /** A thought of which nothing is told is none. */
    private void thought(Part part) {
        boolean silent =
                part instanceof Part.Thinking thinking && thinking.text().isEmpty() && thinking.signature() == null;
        if (!silent) {
            parts.add(part);
        }
    }

    private void said(Field part) {
        switch (part.requiredString("type")) {
            case "output_text" -> text(part);
            case "refusal" -> parts.add(new Part.Refusal(part.requiredString("refusal")));
            case "output_audio" -> parts.add(ContentReader.spoken(part));
            default -> parts.add(new Part.Opaque(ResponsesDialect.NAME, part.value()));
        }
    }

    private void text(Field part) {
        parts.add(ContentReader.text(part));
        VendorFields.objects(part.member("annotations"))
                .forEach(annotation -> annotations.add(Annotations.nested(annotation, characters)));
        Field probabilities = part.member("logprobs");
        if (probabilities != null) {
            logprobs.addAll(probabilities.array().items());
        }
        characters += characters(part.requiredString("text"));
    }

    /** How many characters a piece adds; a pair of surrogates may be split over two. */
    static long characters(String piece) {
        return piece.chars().filter(c -> !Character.isLowSurrogate((char) c)).count();
    }

    /** The probabilities in Chat Completions' form; null when there are none. */
    static @Nullable JsonObject logprobs(@Nullable Field list) {
        return list == null || list.array().isEmpty() ? null : JsonObject.of("content", list.array());
    }
}

package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.Pictures;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.wire.FormData;
import dev.dragoman.testkit.wire.Frame;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's images and moderations.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/images">OpenAI: Images</a>
 */
final class OpenAiImages {

    private static final FieldTables TABLES = FieldTables.load(OpenAiImages.class, "images.fields");
    private static final Header JSON = new Header("content-type", "application/json");
    private static final Set<String> NUMBERS = Set.of("n", "output_compression", "partial_images");

    private OpenAiImages() {}

    static Optional<Reply> answer(String path, RecordedRequest request) {
        return switch (path) {
            case "/images/generations" -> Optional.of(generation(request));
            case "/images/edits" -> Optional.of(edit(request));
            case "/images/variations" -> Optional.of(variation(request));
            case "/moderations" -> Optional.of(moderation(request));
            default -> Optional.empty();
        };
    }

    private static Reply generation(RecordedRequest request) {
        JsonNode body = checked(OpenAiRules.parsed(request), "ImageGeneration");
        requireFitting(body);
        String prompt = body.path("prompt").asString("");
        return body.path("stream").asBoolean(false) ? streamed(body, prompt) : whole(body, prompt);
    }

    private static Reply edit(RecordedRequest request) {
        FormData form = form(request);
        JsonNode body = checked(fields(form), "ImageEdit");
        requireFitting(body);
        List<FormData.Part> images = files(form, "image");
        if (images.isEmpty()) {
            throw OpenAiComplaints.missing("image");
        }
        StringBuilder words = new StringBuilder(body.path("prompt").asString(""));
        images.forEach(image -> words.append(" + ").append(image.text()));
        files(form, "mask").forEach(mask -> words.append(" within ").append(mask.text()));
        return body.path("stream").asBoolean(false) ? streamed(body, words.toString()) : whole(body, words.toString());
    }

    private static Reply variation(RecordedRequest request) {
        FormData form = form(request);
        JsonNode body = checked(fields(form), "ImageVariation");
        List<FormData.Part> images = files(form, "image");
        if (images.size() != 1) {
            throw OpenAiComplaints.missing("image");
        }
        return whole(body, "like " + images.getFirst().text());
    }

    private static boolean isGpt(JsonNode body) {
        return body.path("model").asString("").contains("gpt-image");
    }

    /** Models of one kind refuse what only the others know. */
    private static void requireFitting(JsonNode body) {
        List<String> foreign = isGpt(body)
                ? List.of("response_format", "style")
                : List.of(
                        "background", "moderation", "output_format", "output_compression", "partial_images", "stream");
        foreign.stream().filter(body::has).findFirst().ifPresent(name -> {
            throw OpenAiComplaints.unknown(name);
        });
    }

    private static Reply whole(JsonNode body, String words) {
        boolean gpt = isGpt(body);
        boolean base64 = gpt || body.path("response_format").asString("url").equals("b64_json");
        ObjectNode reply = Json.object().put("created", 1_713_833_628);
        ArrayNode data = reply.putArray("data");
        for (int i = 0; i < body.path("n").asInt(1); i++) {
            ObjectNode image = data.addObject();
            if (base64) {
                image.put("b64_json", Pictures.base64(words, i));
            } else {
                image.put("url", "https://images.example/" + i + ".png").put("revised_prompt", words + ", revised");
            }
        }
        if (gpt) {
            reply.set("usage", usage());
        }
        return Reply.whole(200, List.of(JSON), Json.bytes(reply));
    }

    private static Reply streamed(JsonNode body, String words) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < body.path("partial_images").asInt(0); i++) {
            ObjectNode partial = Json.object().put("type", "image_generation.partial_image");
            partial.put("partial_image_index", i).put("b64_json", Pictures.base64("part of " + words, i));
            frames.add(Frame.of(Sse.event("image_generation.partial_image", partial)));
        }
        ObjectNode done = Json.object().put("type", "image_generation.completed");
        done.put("b64_json", Pictures.base64(words, 0)).set("usage", usage());
        frames.add(Frame.of(Sse.event("image_generation.completed", done)));
        return Reply.chunked(200, List.of(new Header("content-type", "text/event-stream")), frames);
    }

    private static ObjectNode usage() {
        ObjectNode usage =
                Json.object().put("total_tokens", 150).put("input_tokens", 50).put("output_tokens", 100);
        usage.putObject("input_tokens_details").put("text_tokens", 10).put("image_tokens", 40);
        return usage;
    }

    private static Reply moderation(RecordedRequest request) {
        JsonNode body = checked(OpenAiRules.parsed(request), "Moderation");
        ObjectNode reply = Json.object()
                .put("id", "modr-1")
                .put("model", body.path("model").asString("omni-moderation"));
        ArrayNode results = reply.putArray("results");
        JsonNode input = body.path("input");
        boolean one = !input.isArray() || input.path(0).isObject();
        for (int i = 0; i < (one ? 1 : input.size()); i++) {
            boolean bad = Json.text(one ? input : input.path(i)).contains("harm");
            ObjectNode result = results.addObject().put("flagged", bad);
            result.putObject("categories").put("violence", bad).put("hate", false);
            result.putObject("category_scores").put("violence", bad ? 0.9 : 0.1).put("hate", 0.01);
            result.putObject("category_applied_input_types")
                    .putArray("violence")
                    .add("text");
        }
        return Reply.whole(200, List.of(JSON), Json.bytes(reply));
    }

    private static JsonNode checked(JsonNode body, String table) {
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw OpenAiComplaints.refusal(violations.getFirst());
        }
        return body;
    }

    private static FormData form(RecordedRequest request) {
        try {
            return FormData.of(request);
        } catch (IllegalArgumentException none) {
            throw Refusal.badRequest("Could not parse multipart form: " + none.getMessage(), null, null);
        }
    }

    /** The texts of a form as the types that they stand for. */
    private static ObjectNode fields(FormData form) {
        ObjectNode fields = Json.object();
        for (FormData.Part part : form.parts()) {
            if (part.fileName() == null) {
                String text = new String(part.bytes(), StandardCharsets.UTF_8);
                if (NUMBERS.contains(part.name()) && text.matches("[0-9]+")) {
                    fields.put(part.name(), Integer.parseInt(text));
                } else if (part.name().equals("stream")) {
                    fields.put(part.name(), Boolean.parseBoolean(text));
                } else {
                    fields.put(part.name(), text);
                }
            }
        }
        return fields;
    }

    private static List<FormData.Part> files(FormData form, String name) {
        return form.parts().stream()
                .filter(part -> part.fileName() != null)
                .filter(part -> part.name().equals(name) || part.name().equals(name + "[]"))
                .toList();
    }
}

package dev.dragoman.testkit.openai;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What OpenAI demands of input items beside each other. */
final class ResponseItemRules {

    private static final String SEALED = "gAAAA";

    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> called = new HashSet<>();
    private final boolean continued;

    private ResponseItemRules(boolean continued) {
        this.continued = continued;
    }

    /**
     * Refuses input that OpenAI would refuse.
     *
     * @param continued whether the input goes on with an earlier response, whose calls are not in it
     */
    static void require(JsonNode input, boolean continued) {
        ResponseItemRules rules = new ResponseItemRules(continued);
        for (int index = 0; index < input.size(); index++) {
            rules.see(input.path(index), index);
        }
        if (!rules.open.isEmpty()) {
            throw Refusal.badRequest(
                    "No tool output found for function call "
                            + rules.open.iterator().next() + ".",
                    "input",
                    null);
        }
    }

    private void see(JsonNode item, int index) {
        String type = item.path("type").asString("message");
        String call = item.path("call_id").asString("");
        switch (type) {
            case "function_call", "custom_tool_call" -> {
                open.add(call);
                called.add(call);
            }
            case "function_call_output", "custom_tool_call_output" -> answered(call);
            case "reasoning" -> requireSealed(item);
            case "item_reference" ->
                throw Refusal.of(404, "Item with id '" + item.path("id").asString("") + "' not found.", "input", null);
            case "message" -> requireParts(item.path("content"), index);
            default -> {}
        }
    }

    private void answered(String call) {
        open.remove(call);
        if (!called.contains(call) && !continued) {
            throw Refusal.badRequest(
                    "No tool call found for function call output with call_id " + call + ".", "input", null);
        }
    }

    private static void requireSealed(JsonNode item) {
        String content = item.path("encrypted_content").asString("");
        if (content.isEmpty()) {
            throw Refusal.of(
                    404,
                    "Item with id '" + item.path("id").asString("")
                            + "' not found. Items are not persisted when `store` is set to false. Try again with `store` "
                            + "set to true, or remove this item from your input.",
                    "input",
                    null);
        }
        if (!content.startsWith(SEALED)) {
            throw Refusal.badRequest(
                    "The encrypted content " + content.substring(0, Math.min(4, content.length()))
                            + "... could not be verified. Reason: Encrypted content could not be decrypted or parsed.",
                    null,
                    "invalid_encrypted_content");
        }
    }

    private static void requireParts(JsonNode content, int index) {
        for (int part = 0; part < content.size(); part++) {
            JsonNode value = content.path(part);
            String where = "input[" + index + "].content[" + part + "]";
            switch (value.path("type").asString("")) {
                case "input_image" -> requireOneOf(value, where, "image_url", "file_id");
                case "input_file" -> requireOneOf(value, where, "file_data", "file_id", "file_url");
                default -> {}
            }
        }
    }

    private static void requireOneOf(JsonNode part, String where, String... sources) {
        int given = 0;
        for (String source : sources) {
            given += part.hasNonNull(source) ? 1 : 0;
        }
        if (given != 1) {
            throw Refusal.badRequest(
                    given == 0
                            ? "Missing required parameter: '" + where + "." + sources[0] + "'."
                            : "Mutually exclusive parameters: only one of " + String.join(", ", sources)
                                    + " may be given.",
                    where,
                    given == 0 ? "missing_required_parameter" : "mutually_exclusive_parameters");
        }
        String address = part.path("image_url").asString("https://");
        if (!address.startsWith("https://") && !address.startsWith("http://") && !address.startsWith("data:image/")) {
            throw Refusal.badRequest(
                    "Invalid '" + where + ".image_url'. Expected a valid URL, but got a value with an invalid format.",
                    where + ".image_url",
                    "invalid_value");
        }
    }
}

package dev.dragoman.testkit.gemini;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The rules between function calls and their responses, and of thought signatures on calls. */
final class GeminiCallRules {

    private final JsonNode contents;
    private final boolean signatures;

    private GeminiCallRules(JsonNode contents, String model) {
        this.contents = contents;
        this.signatures = model.contains("gemini-3");
    }

    static void require(JsonNode contents, String model) {
        GeminiCallRules rules = new GeminiCallRules(contents, model);
        for (int index = 0; index < contents.size(); index++) {
            rules.requireTurn(index);
        }
        if (rules.signatures) {
            rules.requireSignatures();
        }
    }

    private void requireTurn(int index) {
        List<String> calls = names(index, "functionCall");
        List<String> responses = names(index, "functionResponse");
        if (!calls.isEmpty()) {
            requireCallTurn(index);
            requireAnswers(index, calls);
        }
        if (!responses.isEmpty()
                && (index == 0 || names(index - 1, "functionCall").isEmpty())) {
            throw GeminiRefusal.badRequest(
                    "Please ensure that function response turn comes immediately after a function call turn.");
        }
    }

    private void requireCallTurn(int index) {
        boolean afterUser = index > 0 && !isModel(index - 1);
        if (!isModel(index) || !afterUser) {
            throw GeminiRefusal.badRequest(
                    "Please ensure that function call turn comes immediately after a user turn or "
                            + "after a function response turn.");
        }
    }

    private void requireAnswers(int index, List<String> calls) {
        List<String> answers = index + 1 < contents.size() ? names(index + 1, "functionResponse") : List.of();
        if (answers.size() != calls.size()) {
            throw GeminiRefusal.badRequest(
                    "Please ensure that the number of function response parts is equal to the number "
                            + "of function call parts of the function call turn.");
        }
        List<String> unanswered = new ArrayList<>(calls);
        for (String answer : answers) {
            if (!unanswered.remove(answer)) {
                throw GeminiRefusal.badRequest("Please ensure that the function response name '" + answer
                        + "' matches the name of a function call of the function call turn.");
            }
        }
    }

    /** Only the steps of the current turn need their signatures: those after the last turn that the user spoke in. */
    private void requireSignatures() {
        for (int index = lastSpoken() + 1; index < contents.size(); index++) {
            for (JsonNode part : contents.path(index).path("parts")) {
                if (part.has("functionCall")) {
                    requireSignature(part, index);
                    break;
                }
            }
        }
    }

    private int lastSpoken() {
        int last = -1;
        for (int index = 0; index < contents.size(); index++) {
            if (!isModel(index) && names(index, "functionResponse").isEmpty()) {
                last = index;
            }
        }
        return last;
    }

    private static void requireSignature(JsonNode part, int index) {
        if (part.path("thoughtSignature").asString("").isEmpty()) {
            String name = part.path("functionCall").path("name").asString("");
            throw GeminiRefusal.badRequest(
                    "Function call is missing a thought_signature in functionCall parts. This is "
                            + "required for tools to work correctly, and missing thought_signature may lead to degraded model "
                            + "performance. Additional data, function call `default_api:" + name + "` , position "
                            + (index + 1)
                            + ". Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.");
        }
    }

    private boolean isModel(int index) {
        return contents.path(index).path("role").asString("user").equals("model");
    }

    private List<String> names(int index, String kind) {
        List<String> names = new ArrayList<>();
        for (JsonNode part : contents.path(index).path("parts")) {
            if (part.has(kind)) {
                names.add(part.path(kind).path("name").asString(""));
            }
        }
        return names;
    }
}

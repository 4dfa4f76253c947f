package dev.dragoman.testkit.openai;

import tools.jackson.databind.JsonNode;

/** The rules of pictures and files in user messages that no table of fields can tell. */
final class PartRules {

    private PartRules() {}

    static void require(JsonNode messages) {
        for (int message = 0; message < messages.size(); message++) {
            JsonNode content = messages.path(message).path("content");
            for (int part = 0; part < content.size(); part++) {
                require(content.path(part), "messages[" + message + "].content[" + part + "]");
            }
        }
    }

    private static void require(JsonNode part, String where) {
        switch (part.path("type").asString("")) {
            case "image_url" -> requireUrl(part.path("image_url").path("url").asString(""), where + ".image_url.url");
            case "file" -> requireFile(part.path("file"), where + ".file");
            default -> {
                // Text and sound have no rule beyond their fields.
            }
        }
    }

    private static void requireUrl(String url, String where) {
        if (!url.startsWith("https://") && !url.startsWith("http://") && !url.startsWith("data:image/")) {
            throw Refusal.badRequest(
                    "Invalid '" + where + "'. Expected a valid URL, but got a value with an invalid format.",
                    where,
                    "invalid_value");
        }
    }

    private static void requireFile(JsonNode file, String where) {
        if (!file.has("file_data") && !file.has("file_id")) {
            throw OpenAiComplaints.missing(where + ".file_id");
        }
        if (file.has("file_data") && !file.path("file_data").asString("").startsWith("data:")) {
            throw Refusal.badRequest(
                    "Invalid file data: '" + where + ".file_data'. Expected a base64-encoded data URL with an "
                            + "application/pdf MIME type (e.g. 'data:application/pdf;base64,aW1nIGJ5dGVzIGhlcmU='), but "
                            + "got a value without the 'data:' prefix.",
                    where + ".file_data",
                    "invalid_value");
        }
    }
}

package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where a vendor looks at requests: the key, the path, the fields.
 *
 * @param keyField the header field of its key; empty when it wants none
 * @param scheme what stands before the key
 * @param errors how it refuses
 */
record Counter(String keyField, String scheme, Errors errors) {

    private static final FieldTables TABLES = FieldTables.load(Counter.class, "services.fields");

    static Counter bearer(Errors errors) {
        return new Counter("authorization", "Bearer ", errors);
    }

    static Counter open(Errors errors) {
        return new Counter("", "", errors);
    }

    /** Refuses a request without a key. */
    void requireKey(RecordedRequest request) {
        if (keyField.isEmpty()) {
            return;
        }
        String key = request.header(keyField).orElse("");
        if (!key.startsWith(scheme) || key.length() == scheme.length()) {
            throw errors.refusal(401, "Invalid API key");
        }
    }

    /** The body, when it fits the table. */
    JsonNode checked(RecordedRequest request, String table) {
        requireKey(request);
        if (!request.method().equals("POST")) {
            throw errors.refusal(405, "Method Not Allowed");
        }
        return checked(parsed(request), table);
    }

    JsonNode checked(JsonNode body, String table) {
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw errors.refusal(422, violations.getFirst().toString());
        }
        return body;
    }

    PlaceRefusal unknown(RecordedRequest request) {
        return errors.refusal(404, "Not Found: " + request.method() + " " + request.path());
    }

    private JsonNode parsed(RecordedRequest request) {
        try {
            return Json.read(request.body());
        } catch (JacksonException noJson) {
            throw errors.refusal(400, "invalid JSON: " + noJson.getOriginalMessage());
        }
    }
}

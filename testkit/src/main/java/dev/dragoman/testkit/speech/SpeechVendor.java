package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What all vendors that hold no conversations have in common. */
abstract class SpeechVendor implements Protocol {

    private static final FieldTables TABLES = FieldTables.load(SpeechVendor.class, "speech.fields");
    private static final Header JSON = new Header("content-type", "application/json");

    private final VendorSettings settings;

    SpeechVendor(VendorSettings settings) {
        this.settings = settings;
    }

    /** The answer to a request. */
    abstract Reply answer(RecordedRequest request);

    /** A refusal in the vendor's words. */
    abstract Reply refusal(int status, String code, String message);

    @Override
    public Received receive(RecordedRequest request) {
        try {
            return new Received.Served(answer(request));
        } catch (SpeechRefusal refused) {
            return new Received.Settled(refusal(refused.status(), refused.code(), refused.words()));
        }
    }

    @Override
    public Reply failure(VendorError error) {
        int status = error.statusOr(error.kind().usualStatus());
        String code = error.kind().name().toLowerCase(java.util.Locale.ROOT);
        return refusal(status, code, error.messageOr("The request failed: " + code));
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        throw new IllegalStateException("this vendor holds no conversations");
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        throw new IllegalStateException("this vendor holds no conversations");
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        throw new IllegalStateException("this vendor holds no conversations");
    }

    @Override
    public byte[] ping(ChatCall call) {
        throw new IllegalStateException("this vendor holds no conversations");
    }

    /** Refuses requests without the key in that field. */
    final void requireKey(RecordedRequest request, String field, String before, String message) {
        String value = request.header(field).orElse("");
        if (!value.startsWith(before) || !settings.accepts(value.substring(before.length()))) {
            throw new SpeechRefusal(401, "invalid_api_key", message);
        }
    }

    /** The body, which must have the fields of the table and no others. */
    static JsonNode checked(RecordedRequest request, String table, int status) {
        try {
            return checked(Json.read(request.body()), table, status);
        } catch (JacksonException wrong) {
            throw new SpeechRefusal(status, "invalid_json", "no JSON: " + wrong.getOriginalMessage());
        }
    }

    /** The same of what is JSON already. */
    static JsonNode checked(JsonNode body, String table, int status) {
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw new SpeechRefusal(status, "validation_error", Violations.text(violations.getFirst()));
        }
        return body;
    }

    /** Refuses parameters of the query that are not among these. */
    static void requireQuery(RecordedRequest request, Set<String> known, int status) {
        request.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new SpeechRefusal(status, "unknown_parameter", "Unknown query parameter: " + name);
                });
    }

    static void requirePost(RecordedRequest request) {
        if (!request.method().equals("POST")) {
            throw new SpeechRefusal(405, "method_not_allowed", "Method Not Allowed");
        }
    }

    static SpeechRefusal notFound(RecordedRequest request) {
        return new SpeechRefusal(404, "not_found", "Not Found: " + request.method() + " " + request.path());
    }

    static Reply json(int status, JsonNode body) {
        return Reply.whole(status, List.of(JSON), Json.bytes(body));
    }
}

package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** In what form a vendor tells what is wrong. */
enum Errors {
    /** As OpenAI does. */
    OPENAI {
        @Override
        ObjectNode body(int status, String message) {
            ObjectNode body = Json.object();
            body.putObject("error")
                    .put("message", message)
                    .put("type", "invalid_request_error")
                    .put("code", status);
            return body;
        }
    },
    /** As Cohere, Recraft and AWS do. */
    MESSAGE {
        @Override
        ObjectNode body(int status, String message) {
            return Json.object().put("message", message);
        }
    },
    /** As Voyage and Jina do. */
    DETAIL {
        @Override
        ObjectNode body(int status, String message) {
            return Json.object().put("detail", message);
        }
    },
    /** As servers made with FastAPI do. */
    DETAILS {
        @Override
        ObjectNode body(int status, String message) {
            ObjectNode body = Json.object();
            ObjectNode one = body.putArray("detail")
                    .addObject()
                    .put("type", "value_error")
                    .put("msg", message);
            one.putArray("loc").add("body");
            return body;
        }
    },
    /** As Text Embeddings Inference and Triton do. */
    ERROR {
        @Override
        ObjectNode body(int status, String message) {
            return Json.object().put("error", message).put("error_type", "Validation");
        }
    },
    /** As Stability does. */
    ERRORS {
        @Override
        ObjectNode body(int status, String message) {
            ObjectNode body =
                    Json.object().put("id", "4212a4b66fbe1cedca4bf2133d35dca5").put("name", "bad_request");
            body.putArray("errors").add(message);
            return body;
        }
    };

    private static final Header JSON = new Header("content-type", "application/json");

    abstract ObjectNode body(int status, String message);

    PlaceRefusal refusal(int status, String message) {
        return new PlaceRefusal(Reply.whole(status, List.of(JSON), Json.bytes(body(status, message))), message);
    }

    static Reply json(JsonNode body) {
        return Reply.whole(200, List.of(JSON), Json.bytes(body));
    }
}

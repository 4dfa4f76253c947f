package dev.dragoman.gateway.endpoint;

import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonValue;

/** Plain answers of endpoints that call no model. */
final class Responses {

    static final Headers JSON = Headers.of("content-type", "application/json");

    private Responses() {}

    static void json(Exchange exchange, int status, JsonValue value) {
        exchange.respond(status, JSON, Body.of(Json.bytes(value)));
    }

    static void text(Exchange exchange, int status, String contentType, String text) {
        exchange.respond(status, Headers.of("content-type", contentType), Body.utf8(text));
    }
}

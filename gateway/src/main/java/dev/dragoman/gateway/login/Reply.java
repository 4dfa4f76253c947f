package dev.dragoman.gateway.login;

import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonValue;

/** What a browser is answered: never kept by anybody in between. */
record Reply(int status, Headers headers, Body body) {

    private static final Headers UNKEPT = Headers.of(
            "cache-control", "no-store", "referrer-policy", "no-referrer", "x-content-type-options", "nosniff");

    /** A page. */
    static Reply page(int status, String html, String policy) {
        Headers headers = UNKEPT.toBuilder()
                .add("content-type", "text/html; charset=utf-8")
                .add("content-security-policy", policy)
                .add("x-frame-options", "DENY")
                .build();
        return new Reply(status, headers, Body.utf8(html));
    }

    /** Values for programs. */
    static Reply json(int status, JsonValue value) {
        Headers headers =
                UNKEPT.toBuilder().add("content-type", "application/json").build();
        return new Reply(status, headers, Body.of(Json.bytes(value)));
    }

    /** Goes on elsewhere. */
    static Reply redirect(String address) {
        return new Reply(303, UNKEPT.toBuilder().add("location", address).build(), Body.EMPTY);
    }

    /** The same with a cookie. */
    Reply with(String cookie) {
        return new Reply(status, headers.toBuilder().add("set-cookie", cookie).build(), body);
    }

    void send(Exchange exchange) {
        exchange.respond(status, headers, body);
    }
}

package dev.dragoman.gateway.login;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.gateway.web.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Keeps other sites from asking in somebody's name: a browser sends cookies along whoever makes it ask. */
final class Origins {

    private final PublicAddress address;

    Origins(PublicAddress address) {
        this.address = address;
    }

    /** Lets a request pass that looks only, or that a page of this gateway's makes: by its origin, or by what only such a page knows. */
    void check(Exchange exchange, String csrf) {
        boolean looks = exchange.method().equals("GET") || exchange.method().equals("HEAD");
        boolean upgrades = "websocket".equalsIgnoreCase(exchange.headers().first("upgrade"));
        if (looks && !upgrades) {
            return;
        }
        String origin = exchange.headers().first("origin");
        String sent = exchange.headers().first("x-csrf-token");
        boolean known = sent != null && same(sent, csrf);
        boolean own = origin != null && address.isOwn(exchange, origin);
        if (origin == null ? !known : !own) {
            throw refused(origin);
        }
    }

    /** Lets a request pass that no other site's page makes; programs tell no origin. */
    void notAnother(Exchange exchange) {
        String origin = exchange.headers().first("origin");
        if (origin != null && !address.isOwn(exchange, origin)) {
            throw refused(origin);
        }
    }

    private static boolean same(String sent, String expected) {
        return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static LlmException refused(@Nullable String origin) {
        String told = origin == null ? "missing" : origin.length() > 100 ? origin.substring(0, 100) + "..." : origin;
        return new PermissionDeniedException(
                ErrorDetail.of("origin: " + told + " (expected: that of this gateway, or x-csrf-token of the session)")
                        .withType("auth_error")
                        .withParam("csrf")
                        .withCode("403"));
    }
}

package dev.dragoman.gateway.login;

import dev.dragoman.http.Headers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is kept in a browser: for no script, for no other site's requests, and on encrypted connections alone where there are such. */
final class BrowserCookies {

    /** The session's. */
    static final String SESSION = "token";

    private BrowserCookies() {}

    /** The value of a cookie; null when the browser brings none. */
    static @Nullable String read(Headers headers, String name) {
        for (String line : headers.all("cookie")) {
            for (String pair : line.split(";", -1)) {
                String cookie = pair.strip();
                if (cookie.startsWith(name) && cookie.startsWith("=", name.length())) {
                    return cookie.substring(name.length() + 1);
                }
            }
        }
        return null;
    }

    /**
     * The header field that lets a browser keep a cookie.
     *
     * @param path below which it is sent
     * @param secure whether it is sent over encrypted connections alone
     */
    static String kept(String name, String value, String path, Duration life, boolean secure) {
        return name + "=" + value + "; Path=" + path + "; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    /** The header field that lets a browser forget a cookie. */
    static String forgotten(String name, String path, boolean secure) {
        return kept(name, "", path, Duration.ZERO, secure);
    }
}

package dev.dragoman.gateway.relay;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Paths that are handed on, which must not lead anywhere but below where they are put. */
final class RawPath {

    private RawPath() {}

    /**
     * The path, if it is a plain one: no empty segment, none that goes up, and none that would after it is decoded.
     *
     * @throws BadRequestException when it is none
     */
    static String checked(String path) {
        String decoded = path;
        // What is decoded twice on its way must not become another path either.
        for (int i = 0; i < 2; i++) {
            decoded = i == 0 ? decoded(path, path) : again(decoded);
            if (!isPlain(decoded)) {
                throw refused(path);
            }
        }
        if (path.contains("//")) {
            throw refused(path);
        }
        return path;
    }

    /** One segment, decoded. */
    static String segment(String segment) {
        return decoded(segment, segment);
    }

    /** What was decoded once may hold signs that are no encoding, and need not be decodable again. */
    private static String again(String decoded) {
        try {
            return URLDecoder.decode(decoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) {
            return decoded;
        }
    }

    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' || c < ' ' || c == 127) {
                return false;
            }
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return path.isEmpty() || path.startsWith("/") && !path.startsWith("//");
    }

    private static String decoded(String text, String whole) {
        try {
            return text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw refused(whole);
        }
    }

    private static BadRequestException refused(String path) {
        String shown = path.length() <= 80 ? path : path.substring(0, 80) + "...";
        return new BadRequestException(ErrorDetail.of("path " + shown
                        + " cannot be handed on (expected: segments that are neither empty nor . or .., without"
                        + " backslashes)")
                .withType("invalid_request_error"));
    }
}

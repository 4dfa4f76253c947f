package dev.dragoman.gateway.relay;

import dev.dragoman.http.Headers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which header fields pass. */
final class Fields {

    private static final String PASSED = "x-pass-";

    /** Those of one connection, and those that the connection to the other side sets by itself. */
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "expect",
            "http2-settings");

    /** Those by which clients say who they are, or where they are. */
    private static final Set<String> OF_CLIENT = Set.of(
            "authorization",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "x-goog-user-project",
            "x-goog-iam-authorization-token",
            "ocp-apim-subscription-key",
            "cookie",
            "forwarded",
            "via",
            "x-real-ip",
            "accept-encoding");

    private static final Set<String> OF_SERVER =
            Set.of("content-encoding", "set-cookie", "date", "server", "alt-svc", "strict-transport-security", "via");

    private Fields() {}

    /**
     * What a vendor gets to see of a client's fields.
     *
     * @param keyHeader the field in which clients may send their key; null for none
     * @param all whether fields pass that do not say {@code x-pass-}
     */
    static Headers.Builder toVendor(Headers client, @Nullable String keyHeader, boolean all) {
        Headers.Builder fields = Headers.builder();
        Set<String> named = namedByConnection(client);
        client.forEach((name, value) -> {
            boolean passed = name.startsWith(PASSED) && name.length() > PASSED.length();
            String own = passed ? name.substring(PASSED.length()) : name;
            if ((passed || all) && isHarmless(own, keyHeader) && !named.contains(own)) {
                fields.add(own, value);
            }
        });
        return fields;
    }

    /** What a client gets to see of a vendor's fields. */
    static Headers.Builder toClient(Headers vendor) {
        Headers.Builder fields = Headers.builder();
        Set<String> named = namedByConnection(vendor);
        vendor.forEach((name, value) -> {
            boolean own = isOfConnection(name) || OF_SERVER.contains(name) || name.startsWith("x-litellm-");
            if (!own && !named.contains(name)) {
                fields.add(name, value);
            }
        });
        return fields;
    }

    private static boolean isHarmless(String name, @Nullable String keyHeader) {
        return !isOfConnection(name)
                && !OF_CLIENT.contains(name)
                && !name.startsWith("x-litellm-")
                && !name.startsWith("x-forwarded-")
                && !name.startsWith("x-amz-")
                && !name.startsWith("amz-sdk-")
                && !name.equalsIgnoreCase(keyHeader == null ? "" : keyHeader);
    }

    private static boolean isOfConnection(String name) {
        return OF_CONNECTION.contains(name) || name.startsWith("proxy-");
    }

    private static Set<String> namedByConnection(Headers headers) {
        Set<String> names = new TreeSet<>();
        for (String value : headers.all("connection")) {
            for (String name : value.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}

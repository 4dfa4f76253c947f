package dev.dragoman.http;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of a server; what connections are pooled by. */
public record Origin(boolean secure, String host, int port) {

    /** The origin of an absolute {@code http} or {@code https} address. */
    public static Origin of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException("address " + uri + " (expected: http://host or https://host)");
        }
        boolean secure = scheme.equals("https");
        int standard = secure ? 443 : 80;
        return new Origin(secure, uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort());
    }

    /** The value of the {@code host} header: the port is left out when it is the scheme's own. */
    public String authority() {
        return port == (secure ? 443 : 80) ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority();
    }
}

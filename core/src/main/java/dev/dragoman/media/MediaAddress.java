package dev.dragoman.media;

import dev.dragoman.http.Origin;
import java.net.IDN;
import java.util.Locale;

/**
 * An address of a medium, taken apart. It is read leniently where that is harmless, as browsers do, and what was read is
 * what is connected to: no second reader can understand it differently.
 *
 * @param origin where to connect
 * @param target path and query, in ASCII
 */
record MediaAddress(Origin origin, String target) {

    private static final int MAX_LENGTH = 8192;
    private static final int MAX_HOST = 255;

    /** Reads an absolute address. */
    static MediaAddress parse(String url) throws Refused {
        if (url.length() > MAX_LENGTH) {
            throw new Refused("its address has " + url.length() + " characters (expected: at most " + MAX_LENGTH + ")");
        }
        int colon = url.indexOf("://");
        String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new Refused("its address has another scheme (expected: http or https)");
        }
        int from = colon + 3;
        int end = endOfAuthority(url, from);
        return new MediaAddress(
                origin(scheme.equals("https"), url.substring(from, end)), UrlText.target(url.substring(end)));
    }

    /** The address that a redirect from this one leads to. */
    MediaAddress redirected(String location) throws Refused {
        String to = location.strip();
        if (to.startsWith("//")) {
            return parse((origin.secure() ? "https:" : "http:") + to);
        }
        if (isAbsolute(to)) {
            return parse(to);
        }
        if (to.startsWith("/")) {
            return new MediaAddress(origin, UrlText.target(to));
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String base = to.startsWith("?") ? path : path.substring(0, path.lastIndexOf('/') + 1);
        return new MediaAddress(origin, UrlText.target(base + to));
    }

    private static boolean isAbsolute(String location) {
        int colon = location.indexOf(':');
        return colon > 0 && endOfAuthority(location, 0) > colon;
    }

    private static int endOfAuthority(String url, int from) {
        int end = from;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static Origin origin(boolean secure, String authority) throws Refused {
        if (authority.indexOf('@') >= 0) {
            throw new Refused("its address has credentials (expected: none)");
        }
        int colon = authority.lastIndexOf(':');
        boolean ported = colon > authority.lastIndexOf(']');
        String host = host(ported ? authority.substring(0, colon) : authority);
        String port = ported ? authority.substring(colon + 1) : "";
        return new Origin(secure, host, port.isEmpty() ? secure ? 443 : 80 : port(port));
    }

    private static String host(String text) throws Refused {
        String host = ascii(text).toLowerCase(Locale.ROOT);
        boolean literal = host.startsWith("[") && host.endsWith("]");
        String allowed = literal ? ":.[]" : "-._";
        boolean right = !host.isEmpty()
                && host.length() <= MAX_HOST
                && host.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || allowed.indexOf(c) >= 0);
        if (!right) {
            throw new Refused("its address names no host");
        }
        return host;
    }

    private static String ascii(String host) throws Refused {
        if (host.chars().allMatch(c -> c < 0x80)) {
            return host;
        }
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException wrong) {
            throw new Refused("its address names no host", wrong);
        }
    }

    private static int port(String text) throws Refused {
        boolean digits = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 0xFFFF) {
            throw new Refused("its address has no valid port (expected: 1 to 65535)");
        }
        return port;
    }
}

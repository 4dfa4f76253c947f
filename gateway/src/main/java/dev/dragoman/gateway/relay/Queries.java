package dev.dragoman.gateway.relay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;

/** Queries of addresses, still encoded. */
final class Queries {

    private Queries() {}

    /** Without the parameters of these names. */
    static String without(String query, Collection<String> names) {
        StringJoiner kept = new StringJoiner("&");
        for (String parameter : query.split("&", -1)) {
            if (!parameter.isEmpty() && !names.contains(name(parameter))) {
                kept.add(parameter);
            }
        }
        return kept.toString();
    }

    /** The first, and of the others what the first does not say. */
    static String merged(String query, String others) {
        StringJoiner all = new StringJoiner("&");
        if (!query.isEmpty()) {
            all.add(query);
        }
        for (String parameter : others.split("&", -1)) {
            if (!parameter.isEmpty() && !has(query, name(parameter))) {
                all.add(parameter);
            }
        }
        return all.toString();
    }

    /** A query of these parameters. */
    static String of(Map<String, String> parameters) {
        StringJoiner query = new StringJoiner("&");
        parameters.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
        return query.toString();
    }

    /** With its question mark, if there is any. */
    static String marked(String query) {
        return query.isEmpty() ? "" : "?" + query;
    }

    private static boolean has(String query, String name) {
        for (String parameter : query.split("&", -1)) {
            if (name(parameter).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String name(String parameter) {
        int end = parameter.indexOf('=');
        return end < 0 ? parameter : parameter.substring(0, end);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

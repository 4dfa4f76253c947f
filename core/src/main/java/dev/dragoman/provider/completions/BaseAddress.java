package dev.dragoman.provider.completions;

import dev.dragoman.provider.Operation;
import java.net.URI;

/** A configured base address, taken apart; users give it with or without a slash at its end. */
public record BaseAddress(URI uri, String path, String query) {

    /**
     * The parts of an address.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static BaseAddress of(String address, String example) {
        URI uri;
        try {
            uri = URI.create(address.strip());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "api_base: \"" + address + "\" (expected: such as " + example + ")", wrong);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("api_base: \"" + address + "\" (expected: such as " + example + ")");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new BaseAddress(uri, withoutSlash(path), query);
    }

    /** The path with the operation's path behind it, unless it is there already. */
    public String with(String operation) {
        return path.endsWith(operation) ? path : path + operation;
    }

    /** The path of an operation below the base; one that the base ends with, of whatever operation, gives way. */
    public String of(Operation operation) {
        String wanted = OpenAiPaths.of(operation);
        if (path.endsWith(wanted) && (operation != Operation.COMPLETIONS || !path.endsWith("/chat" + wanted))) {
            return path;
        }
        for (Operation other : Operation.values()) {
            String there = OpenAiPaths.of(other);
            if (other != Operation.RELAY && path.endsWith(there)) {
                return path.substring(0, path.length() - there.length()) + wanted;
            }
        }
        return path + wanted;
    }

    private static String withoutSlash(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}

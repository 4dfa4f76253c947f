package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.wire.FieldRules;
import dev.dragoman.gateway.web.netty.wire.RequestHead;
import dev.dragoman.gateway.web.netty.wire.RequestHeadReader;
import dev.dragoman.gateway.web.netty.wire.WireException;
import dev.dragoman.http.Headers;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Heads between HTTP/2's form and the common one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-8.3">RFC 9113, control data</a>
 */
final class Http2Heads {

    private Http2Heads() {}

    /**
     * Reads a request's head.
     *
     * @param ended whether no body follows
     * @throws WireException with the status to answer
     */
    static RequestHead read(Http2Headers from, boolean ended) {
        String method = required(from.method(), ":method");
        if (method.equals("CONNECT")) {
            throw new WireException(501, "method CONNECT is not supported");
        }
        String target = target(required(from.path(), ":path"));
        Headers headers = fields(from);
        int question = target.indexOf('?');
        return new RequestHead(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                ended ? 0 : bodyLength(headers.first("content-length")),
                true,
                "100-continue".equalsIgnoreCase(headers.first("expect")),
                false);
    }

    /** An answer's head without the fields that belong to a connection. */
    static Http2Headers written(int status, Headers headers) {
        Http2Headers written = new DefaultHttp2Headers(false, headers.size() + 3);
        written.status(Integer.toString(status));
        headers.forEach((name, value) -> {
            switch (name) {
                case "connection", "keep-alive", "transfer-encoding", "proxy-connection", "upgrade" -> {}
                default -> written.add(name, value);
            }
        });
        return written;
    }

    private static String required(@Nullable CharSequence value, String name) {
        if (value == null || value.isEmpty()) {
            throw new WireException(400, "no " + name + " (expected: exactly one)");
        }
        return value.toString();
    }

    private static String target(String target) {
        if (target.length() > RequestHeadReader.MAX_TARGET) {
            throw new WireException(
                    414,
                    "request target of " + target.length() + " bytes (expected: at most " + RequestHeadReader.MAX_TARGET
                            + ")");
        }
        try {
            return FieldRules.checkedTarget(target);
        } catch (IllegalArgumentException e) {
            throw new WireException(400, String.valueOf(e.getMessage()));
        }
    }

    private static Headers fields(Http2Headers from) {
        Headers.Builder fields = Headers.builder();
        StringBuilder cookies = new StringBuilder();
        for (Map.Entry<CharSequence, CharSequence> field : from) {
            String name = field.getKey().toString();
            String value = field.getValue().toString();
            if (name.equals("cookie")) {
                cookies.append(cookies.isEmpty() ? "" : "; ").append(value);
            } else if (name.charAt(0) != ':') {
                fields.add(name, value);
            }
        }
        if (!cookies.isEmpty()) {
            fields.add("cookie", cookies.toString());
        }
        if (from.authority() != null) {
            fields.set("host", from.authority().toString());
        }
        return checked(fields.build());
    }

    private static Headers checked(Headers headers) {
        try {
            return FieldRules.checked(headers);
        } catch (IllegalArgumentException e) {
            throw new WireException(400, String.valueOf(e.getMessage()));
        }
    }

    private static long bodyLength(@Nullable String announced) {
        if (announced == null) {
            return -1;
        }
        try {
            return Long.parseUnsignedLong(announced);
        } catch (NumberFormatException e) {
            throw new WireException(400, "content-length '" + announced + "' (expected: decimal digits)");
        }
    }
}

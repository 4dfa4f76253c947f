package dev.dragoman.gateway.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A browser that keeps cookies and follows redirects when it is told to. */
final class Browser implements AutoCloseable {

    private final Map<String, Cookie> cookies = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private record Cookie(String value, String path, boolean secure) {

        boolean goesTo(URI address) {
            String asked = address.getPath();
            boolean below = asked.equals(path) || asked.startsWith(path.endsWith("/") ? path : path + "/");
            return below && (!secure || "https".equals(address.getScheme()));
        }
    }

    /** Opens an address, as a person does. */
    HttpResponse<String> open(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).header("accept", "text/html"));
    }

    /** Opens an address as a script does. */
    HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    /** Sends a form from a page of that origin. */
    HttpResponse<String> submit(String address, @Nullable String origin, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("accept", "text/html")
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (origin != null) {
            request.header("origin", origin);
        }
        return send(request);
    }

    /** Sends JSON, with header fields. */
    HttpResponse<String> post(String address, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Goes where an answer leads. */
    HttpResponse<String> follow(HttpResponse<String> answer) {
        return open(location(answer));
    }

    /** Where an answer leads. */
    static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " leads nowhere: " + answer.body()));
    }

    /** The value of a cookie; empty when there is none. */
    String cookie(String name) {
        Cookie cookie = cookies.get(name);
        return cookie == null ? "" : cookie.value();
    }

    /** Has a cookie from now on. */
    void bring(String cookie) {
        keep(cookie + "; Path=/");
    }

    /** Forgets everything. */
    void forget() {
        cookies.clear();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            URI address = request.build().uri();
            String sent = cookies.entrySet().stream()
                    .filter(cookie -> cookie.getValue().goesTo(address))
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue().value())
                    .collect(Collectors.joining("; "));
            if (!sent.isEmpty()) {
                request.header("cookie", sent);
            }
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("set-cookie").forEach(this::keep);
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void keep(String line) {
        String[] parts = line.split(";\\s*", -1);
        String[] pair = parts[0].split("=", 2);
        List<String> attributes = List.of(parts);
        String path = attributes.stream()
                .filter(one -> one.startsWith("Path="))
                .map(one -> one.substring("Path=".length()))
                .findFirst()
                .orElse("/");
        if (attributes.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], new Cookie(pair[1], path, attributes.contains("Secure")));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

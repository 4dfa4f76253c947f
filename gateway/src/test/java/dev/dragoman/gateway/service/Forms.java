package dev.dragoman.gateway.service;

import dev.dragoman.gateway.Gateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Forms with files, as clients send them. */
final class Forms {

    private static final String BOUNDARY = "the-boundary";

    private final StringBuilder form = new StringBuilder();

    Forms text(String name, String value) {
        return part("name=\"" + name + "\"", "text/plain", value);
    }

    Forms file(String name, String contentType, String bytes) {
        return part("name=\"" + name + "\"; filename=\"a.png\"", contentType, bytes);
    }

    private Forms part(String disposition, String contentType, String value) {
        form.append("--" + BOUNDARY + "\r\ncontent-disposition: form-data; ")
                .append(disposition)
                .append("\r\ncontent-type: ")
                .append(contentType)
                .append("\r\n\r\n")
                .append(value)
                .append("\r\n");
        return this;
    }

    HttpResponse<String> send(Gateway gateway, String path) {
        return gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("authorization", "Bearer " + Gateway.KEY)
                .header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(form + "--" + BOUNDARY + "--\r\n"))
                .build());
    }
}
